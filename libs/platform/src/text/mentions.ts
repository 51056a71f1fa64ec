import type { Token } from 'markdown-it';
import { LIMITS } from '#contracts';
import { readingOf } from './markdown.js';
import { mentionedBy } from './mention-link.js';

/** Whom a text speaks to. */
export interface Mentions {
  /** Accounts behind mention links, each once, in the order of the text; whether they exist is for others to say. */
  readonly accountIds: string[];
  /**
   * What follows a plain `@`, to be compared with the names of people: at most {@link LIMITS.mentions} different
   * pieces, of at most as many characters as a name may have.
   */
  readonly names: string[];
}

/** An `@` that begins a name: not one inside a word, such as that of an address. */
const SIGN = /(?<![\p{L}\p{N}\p{M}_.+@/-])@(?=[\p{L}\p{N}])/gu;

/**
 * Reads the mentions of a Markdown text. Code mentions nobody, and neither do the words of somebody else: what stands
 * in a block quote was said before.
 */
export function mentionsIn(source: string): Mentions {
  return mayMention(source) ? mentionsAmong(readingOf(source).parse(source, {})) : { accountIds: [], names: [] };
}

/** Most texts speak to nobody and need not be read for it; a sign may be written as an entity as well. */
export const mayMention = (source: string): boolean => /[@&]/.test(source);

/** The mentions of a text that was read. */
export function mentionsAmong(tokens: readonly Token[]): Mentions {
  const accountIds = new Set<string>();
  const names = new Set<string>();
  let quoted = 0;
  for (const { type, children } of tokens) {
    if (type === 'blockquote_open') quoted += 1;
    else if (type === 'blockquote_close') quoted -= 1;
    else if (type === 'inline' && quoted === 0) readLine(children ?? [], accountIds, names);
  }
  return { accountIds: [...accountIds], names: [...names] };
}

/** Whether a text mentions more people than one text may. */
export function mentionsTooMany(source: string): boolean {
  // Every mention opens a bracket of its own: an ordinary text is not read twice for this.
  if (source.split('[', LIMITS.mentions + 2).length <= LIMITS.mentions + 1) return false;
  return mentionsIn(source).accountIds.length > LIMITS.mentions;
}

function readLine(tokens: readonly Token[], accountIds: Set<string>, names: Set<string>): void {
  let links = 0;
  tokens.forEach(({ type, content }, index) => {
    if (type === 'link_open') {
      links += 1;
      const mentioned = mentionedBy(tokens, index);
      if (mentioned !== null) accountIds.add(mentioned);
    } else if (type === 'link_close') links -= 1;
    else if (type === 'text' && links === 0) readWords(content, names);
  });
}

function readWords(words: string, names: Set<string>): void {
  for (const { index } of words.matchAll(SIGN)) {
    if (names.size >= LIMITS.mentions) return;
    names.add(words.slice(index + 1, index + 1 + LIMITS.personName).trimEnd());
  }
}
