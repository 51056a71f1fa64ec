/** Quotation marks of both languages are one. */
const QUOTES = /[«»“”„]/g;

/** Where links and pictures lead, which is nothing that anybody said; among them the ids of people who are mentioned. */
const TARGETS = /\]\([^()\s]*(?:\s[^()]*)?\)/g;

/** What others said is found where they said it. */
const QUOTED_LINES = /^ {0,3}>.*$/gm;

/**
 * What stands so long without a space is cut, as no word of anybody's is so long. PostgreSQL's reader of texts takes the square
 * of its length for it: for 40,000 characters of `a_a_a_` more than ten seconds, with the thread's row held.
 */
const LONGEST = /[^ \t\r\n]{200}/gu;
/** Sought from the beginnings of words alone: from each of its letters, a word costs the square of its length here as well. */
const UNBROKEN = /(?<![^ \t\r\n])[^ \t\r\n]{201,}/gu;

/** The words of a post by which it is found; its other marks are none to PostgreSQL's reader of texts. */
export const searchText = (markdown: string): string =>
  markdown
    .replace(QUOTED_LINES, ' ')
    .replace(TARGETS, '] ')
    .replaceAll('\u0000', ' ')
    .replace(UNBROKEN, (run) => run.replace(LONGEST, '$& '));

/** Words of French that say nothing and that PostgreSQL's list of them has forgotten. */
const FORGOTTEN = new Set(['les', 'cet', 'cette', 'leurs', 'ça', 'ca']);

/** One part of what was typed: a word or a quoted phrase, which must stand in a text, or must not (`-word`). */
export interface SearchTerm {
  /** As `websearch_to_tsquery` reads it. */
  readonly words: string;
  readonly wanted: boolean;
}

/** Reads what was typed. Quotes that do not close reach to the end. */
export function searchTerms(query: string): SearchTerm[] {
  return [...query.replace(QUOTES, '"').matchAll(/(-?)"([^"]*)"?|(-*)([^\s"]+)/g)].flatMap(
    ([, not = '', phrase, nots = '', word]) => {
      const words = (phrase ?? word ?? '').replaceAll('-', phrase === undefined ? '-' : ' ').trim();
      if (!/[\p{L}\p{N}]/u.test(words) || FORGOTTEN.has(words.toLowerCase())) return [];
      return [{ words: phrase === undefined ? words : `"${words}"`, wanted: not === '' && nots === '' }];
    },
  );
}
