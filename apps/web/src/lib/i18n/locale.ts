import { i18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import type { Language } from '../../gql/graphql.js';
import { keepPreference, readPreference } from '../storage.js';

/** Languages of the interface, as the catalogues are named. */
export type Locale = 'en' | 'fr';

const catalogues: Record<Locale, () => Promise<{ messages: Messages }>> = {
  en: () => import('../../locales/en.po'),
  fr: () => import('../../locales/fr.po'),
};

/** The language as GraphQL names it. */
export const languageOf = (locale: Locale): Language => (locale === 'fr' ? 'FR' : 'EN');

/** The catalogue of a language of GraphQL. */
export const localeOf = (language: Language): Locale => (language === 'FR' ? 'fr' : 'en');

/** Tag for `Intl`: Canadian formats in both languages (2 400 $, 1,2 mm). */
export const formatTag = (locale: string): string => (locale === 'fr' ? 'fr-CA' : 'en-CA');

/** The language to begin with: chosen on this device before, else what the browser asks for. */
export function initialLocale(): Locale {
  const kept = readPreference('language');
  if (kept === 'en' || kept === 'fr') return kept;
  return /^fr\b/i.test(navigator.language) ? 'fr' : 'en';
}

/** Loads the catalogue if needed and turns the whole interface to it; the document's `lang` follows. */
export async function activateLocale(locale: Locale): Promise<void> {
  const { messages } = await catalogues[locale]();
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
  keepPreference('language', locale);
}
