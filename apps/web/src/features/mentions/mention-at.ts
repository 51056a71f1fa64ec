import type { Selected } from '../composer/markdown-commands.js';
import { inBrackets } from '../composer/picture-markdown.js';

/** A name that is being typed: where its `@` stands, and what follows that so far. */
export interface MentionAt {
  start: number;
  text: string;
}

const LETTER = String.raw`[\p{L}\p{N}\p{M}'’.-]`;
/** Up to the cursor: a sign that is no part of a word, an address or a mention that stands, and at most three words. */
const TYPED = new RegExp(String.raw`(?<![\p{L}\p{N}\p{M}_.+@/[\\-])@((?:${LETTER}+(?: ${LETTER}+){0,2} ?)?)$`, 'u');
/** Longer than the longest name is none. */
const LONGEST = 101;

/** The mention that is being typed before the cursor; null where there is none. In code an `@` is only a sign. */
export function mentionAt({ text, start, end }: Selected): MentionAt | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const typed = TYPED.exec(text.slice(Math.max(from, start - LONGEST), start))?.[1];
  if (typed === undefined) return null;
  const at = start - typed.length - 1;
  return isInCode(text, from, at) ? null : { start: at, text: typed };
}

/** Puts the mention of a person in the place of what was typed, with the cursor behind it. */
export function insertMention({ text, end }: Selected, at: MentionAt, person: { id: string; name: string }): Selected {
  const mention = `[@${inBrackets(person.name)}](/people/${person.id})`;
  const after = text.slice(end);
  const gap = /^[\s,.;:!?)]/.test(after) ? '' : ' ';
  const caret = at.start + mention.length + (gap || after.startsWith(' ') ? 1 : 0);
  return { text: text.slice(0, at.start) + mention + gap + after, start: caret, end: caret };
}

/** How many different people a text mentions. */
export function countMentions(text: string): number {
  const mention = /\[@(?:\\.|[^\]\\]){1,300}\]\(\/people\/([0-9a-f-]{36})\)/gi;
  return new Set([...text.matchAll(mention)].map(([, id = '']) => id.toLowerCase())).size;
}

/** Whether a name has, for each word that was typed, a word that begins with it; accents and capitals are all one. */
export function nameBegins(name: string, typed: string): boolean {
  const words = folded(name).split(/[\s-]+/);
  return folded(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((piece) => words.some((word) => word.startsWith(piece)));
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Behind an odd number of fences, or of marks of code in the line. */
function isInCode(text: string, lineStart: number, at: number): boolean {
  const fences = text.slice(0, lineStart).match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0;
  const marks = text.slice(lineStart, at).match(/`/g)?.length ?? 0;
  return fences % 2 === 1 || marks % 2 === 1;
}
