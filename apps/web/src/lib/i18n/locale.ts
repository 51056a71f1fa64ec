import { i18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import type { Language } from '../../gql/graphql.js';
import { fetched } from '../reached.js';
import { keepPreference, readPreference, tellServer } from '../storage.js';

/** Languages of the interface, as the catalogues are named. */
export type Locale = 'en' | 'fr';

/** The parts of the words, as lingui.config.ts divides them: those of most pages, and those that load with their pages. */
export type WordsPart =
  | 'pages'
  | 'account'
  | 'admin'
  | 'communities'
  | 'facilitation'
  | 'inbox'
  | 'keyboard'
  | 'library'
  | 'reading'
  | 'search'
  | 'writing';

type Load = () => Promise<{ messages: Messages }>;

const catalogues: Record<WordsPart, Record<Locale, Load>> = {
  pages: { en: () => import('../../locales/en.po'), fr: () => import('../../locales/fr.po') },
  account: { en: () => import('../../locales/account/en.po'), fr: () => import('../../locales/account/fr.po') },
  admin: { en: () => import('../../locales/admin/en.po'), fr: () => import('../../locales/admin/fr.po') },
  communities: {
    en: () => import('../../locales/communities/en.po'),
    fr: () => import('../../locales/communities/fr.po'),
  },
  facilitation: {
    en: () => import('../../locales/facilitation/en.po'),
    fr: () => import('../../locales/facilitation/fr.po'),
  },
  inbox: { en: () => import('../../locales/inbox/en.po'), fr: () => import('../../locales/inbox/fr.po') },
  keyboard: { en: () => import('../../locales/keyboard/en.po'), fr: () => import('../../locales/keyboard/fr.po') },
  library: { en: () => import('../../locales/library/en.po'), fr: () => import('../../locales/library/fr.po') },
  reading: { en: () => import('../../locales/reading/en.po'), fr: () => import('../../locales/reading/fr.po') },
  search: { en: () => import('../../locales/search/en.po'), fr: () => import('../../locales/search/fr.po') },
  writing: { en: () => import('../../locales/writing/en.po'), fr: () => import('../../locales/writing/fr.po') },
};

/** What the pages opened so far speak with; a change of the language changes all of it. */
const parts = new Set<WordsPart>(['pages']);

async function load(part: WordsPart, locale: Locale): Promise<void> {
  const { messages } = await catalogues[part][locale]();
  i18n.load(locale, messages);
}

/** The language as GraphQL names it. */
export const languageOf = (locale: Locale): Language => (locale === 'fr' ? 'FR' : 'EN');

/** The catalogue of a language of GraphQL. */
export const localeOf = (language: Language): Locale => (language === 'FR' ? 'fr' : 'en');

/** Tag for `Intl`: Canadian formats in both languages (2 400 $, 1,2 mm). */
export const formatTag = (locale: string): string => (locale === 'fr' ? 'fr-CA' : 'en-CA');

/** The language that the browser asks for. */
const browserLocale = (): Locale => (/^fr\b/i.test(navigator.language) ? 'fr' : 'en');

/** The language to begin with: chosen on this device before, else what the browser asks for. */
export function initialLocale(): Locale {
  const kept = readPreference('language');
  return kept === 'en' || kept === 'fr' ? kept : browserLocale();
}

/** What the page is being turned to, or is in. */
let wanted: Locale = 'en';

/** What the page is in; undefined until it has words. */
let spoken: Locale | undefined;

/** Loads the words if needed and turns the whole interface to them; the document's `lang` follows. */
export async function activateLocale(locale: Locale): Promise<void> {
  wanted = locale;
  let loaded = 0;
  try {
    // A page that is opened meanwhile may bring words of its own.
    while (loaded < parts.size) {
      loaded = parts.size;
      await Promise.all([...parts].map((part) => load(part, locale)));
    }
  } catch (error) {
    if (wanted === locale) wanted = spoken ?? locale;
    throw error;
  }
  // Somebody has chosen another one meanwhile.
  if (wanted !== locale) return;
  spoken = locale;
  i18n.activate(locale);
  document.documentElement.lang = locale;
  keepPreference('language', locale);
  // The server writes the first answer of a page in this language; without a word of ours it goes by the browser.
  tellServer('language', locale === browserLocale() ? null : locale);
}

/** A page together with the part of the words that it and no other kind of page speaks with. */
export function withWords<Page>(part: WordsPart, page: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    parts.add(part);
    const [module] = await fetched(() => Promise.all([page(), loadPresent(part)]));
    return module;
  };
}

async function loadPresent(part: WordsPart): Promise<void> {
  const locale = wanted;
  // Also in what the page is in: it is drawn in that until it has been turned, and stays in it should that fail.
  await Promise.all([...new Set([locale, spoken ?? locale])].map((one) => load(part, one)));
  // Somebody has changed the language meanwhile.
  if (wanted !== locale) await loadPresent(part);
}
