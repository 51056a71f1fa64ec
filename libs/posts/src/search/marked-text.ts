/** Pieces of one text at most; what comes after them is one piece more, unmarked. */
export const MOST_PARTS = 24;

/** A piece of a plain text, and whether it was looked for. */
export interface TextPart {
  readonly text: string;
  readonly matched: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const EXCERPT = 240;
/** Characters before the first word that was found, so that one sees what it is about. */
const BEFORE = 60;

/** The different words of texts, as `fold` writes them. */
export const wordsIn = (texts: readonly string[], fold: (word: string) => string): string[] => [
  ...new Set(texts.flatMap((text) => text.match(WORD) ?? []).map(fold)),
];

/** The whole of a text in pieces, the matching words apart. */
export function markedText(text: string, matches: (word: string) => boolean): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    if (!matches(word)) continue;
    if (parts.length + 2 >= MOST_PARTS) break;
    if (index > at) parts.push({ text: text.slice(at, index), matched: false });
    parts.push({ text: word, matched: true });
    at = index + word.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), matched: false });
  return parts;
}

/** The place in a text where most of the words stand, cut between words; its beginning where none of them does. */
export function markedExcerpt(text: string, matches: (word: string) => boolean): TextPart[] {
  if (text.length <= EXCERPT) return markedText(text, matches);
  const from = beginningOf(text, matches);
  const end = from + EXCERPT;
  const begin = from === 0 ? 0 : boundaryAfter(text, from);
  const cut = end >= text.length ? text.length : boundaryBefore(text, end);
  const shown = text.slice(begin, cut).trim();
  return markedText(`${begin > 0 ? '… ' : ''}${shown}${cut < text.length ? '…' : ''}`, matches);
}

function beginningOf(text: string, matches: (word: string) => boolean): number {
  const hits = [...text.matchAll(WORD)].flatMap(({ index, 0: word }) =>
    matches(word) ? [{ index, word: word.toLowerCase() }] : [],
  );
  let best = { from: 0, different: 0 };
  for (const [at, { index }] of hits.entries()) {
    const inReach = hits.slice(at, at + MOST_PARTS).filter((hit) => hit.index < index + EXCERPT - BEFORE);
    const different = new Set(inReach.map(({ word }) => word)).size;
    if (different > best.different) best = { from: index, different };
  }
  return Math.max(0, Math.min(best.from - BEFORE, text.length - EXCERPT));
}

/** The next place at or after `at` where a word begins; `at` itself inside a very long word, but for half a character. */
function boundaryAfter(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  if (space >= 0 && space - at < BEFORE) return space + 1;
  return isHalf(text, at) ? at + 1 : at;
}

function boundaryBefore(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space >= 0 && at - space < BEFORE) return space;
  return isHalf(text, at) ? at - 1 : at;
}

const isHalf = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));
