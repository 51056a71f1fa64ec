import type { Words } from './words.js';

const ICONS: Readonly<Record<string, string>> = {
  DOCUMENT: 'file-text',
  PRESENTATION: 'presentation',
  SPREADSHEET: 'file-spreadsheet',
  IMAGE: 'image',
  AUDIO: 'audio-lines',
  VIDEO: 'film',
  ARCHIVE: 'archive',
  LINK: 'link',
};

/** The icon of a kind of resource, as in the client. */
export const iconOf = (kind: string): string => ICONS[kind] ?? 'file';

/** The language of what people wrote, where it is one. */
export const langOf = (language: string): string | null => (language === 'EN' ? 'en' : language === 'FR' ? 'fr' : null);

/** "CC BY-SA 4.0"; for the rest what it is called. */
export function licenceOf(words: Words, licence: string): string {
  if (licence === 'CC0_1_0') return 'CC0 1.0';
  const commons = /^CC_(.+)_4_0$/.exec(licence)?.[1];
  if (commons) return `CC ${commons.replaceAll('_', '-')} 4.0`;
  return words.licences[licence] ?? licence;
}

/** The name of the site that an address leads to, as people know it. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') || url : url;
}

/** Whether an address may stand in a link. */
export const isWebAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
