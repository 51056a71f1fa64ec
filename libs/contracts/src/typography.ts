/**
 * Keeps French signs with their word and the groups of a number together: a line never begins with a colon, a closing
 * quotation mark or the last zeros of 100 000. Titles may be French whatever language the page speaks, and English ones
 * have no space there.
 */
export function withNoBreakSpaces(text: string, locale = 'fr'): string {
  if (locale !== 'fr') return text;
  return text.replace(/(?<=\S) (?=[:;?!»%])|(?<=\d) (?=\d{3}(?!\d))|(?<=«) /g, '\u00a0');
}

/** The first of a month is « 1er » in French, which Intl does not know: « mardi 1er décembre ». Dates alone, no waits. */
export function withOrdinal(date: string, locale: string): string {
  return locale.startsWith('fr') ? date.replace(/^(\p{L}+ )?1 (?=\p{L})/u, '$11er ') : date;
}
