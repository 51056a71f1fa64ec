const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

/**
 * The form of a text that finding compares: lower case, without accents, ligatures apart, straight apostrophes, one space between words.
 * Stored columns and typed queries both go through here, so `musees` finds `Musées` and `coeur` finds `Cœur`.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
