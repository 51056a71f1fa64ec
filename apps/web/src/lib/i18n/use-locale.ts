import { useLingui } from '@lingui/react';
import type { Language } from '../../gql/graphql.js';
import { languageOf } from './locale.js';
import type { Locale } from './locale.js';

/** The interface's language, for queries that ask for names in it and for `lang` attributes. */
export function useLocale(): { locale: Locale; language: Language } {
  const { i18n } = useLingui();
  const locale: Locale = i18n.locale === 'fr' ? 'fr' : 'en';
  return { locale, language: languageOf(locale) };
}
