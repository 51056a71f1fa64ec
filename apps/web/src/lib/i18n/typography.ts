/** Keeps French signs with the word before them: a line never begins with a colon or a closing quotation mark. */
export function withNoBreakSpaces(text: string, locale: string): string {
  if (locale !== 'fr') return text;
  return text.replace(/(?<=\S) (?=[:;?!»])/g, '\u00a0').replaceAll('« ', '«\u00a0');
}
