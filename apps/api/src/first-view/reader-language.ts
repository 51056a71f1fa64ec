import { parseCookie } from 'cookie';
import type { Request } from 'express';

/** Languages of the interface, as the web client names its catalogues. */
export type Locale = 'en' | 'fr';

/** Where the web client keeps a choice of language that is another than the browser's own (`lib/i18n/locale.ts`). */
const COOKIE = 'copse-language';

/**
 * The language in which the web client will draw a page for this browser: chosen before, else French where the browser
 * asks for it first, else English. The same rule stands in the client's `initialLocale`.
 */
export function localeOf(req: Pick<Request, 'headers'>): Locale {
  const kept = parseCookie(req.headers.cookie ?? '')[COOKIE];
  if (kept === 'en' || kept === 'fr') return kept;
  return /^\s*fr\b/i.test(req.headers['accept-language'] ?? '') ? 'fr' : 'en';
}

/** The language as GraphQL names it. */
export const languageOf = (locale: Locale): 'EN' | 'FR' => (locale === 'fr' ? 'FR' : 'EN');

/** Tag for `Intl`: Canadian formats in both languages, as in the web client. */
export const formatTag = (locale: Locale): string => (locale === 'fr' ? 'fr-CA' : 'en-CA');
