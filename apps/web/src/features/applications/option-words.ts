import { formatTag } from '../../lib/i18n/locale.js';

/** An option of a choice as it is shown: the site's two languages by their names, everything else as it was written. */
export function optionWords(option: string, locale: string): string {
  if (option !== 'en' && option !== 'fr') return option;
  return new Intl.DisplayNames(formatTag(locale), { type: 'language' }).of(option) ?? option;
}
