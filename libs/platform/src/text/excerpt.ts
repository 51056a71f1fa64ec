import type { Token } from 'markdown-it';
import { readingOf } from './markdown.js';

/**
 * The beginning of a text in plain words, for lists: no marks, no quotes of others, at most `max` characters, cut
 * between words. Empty when nothing of that is left.
 */
export function excerptOf(source: string, max: number): string {
  // A little more source than needed: marks take room as well, and the rest need not be read.
  const beginning = source.slice(0, max * 20);
  const tokens = readingOf(beginning).parse(beginning, {});
  const words: string[] = [];
  let quoted = 0;
  for (const token of tokens) {
    if (token.type === 'blockquote_open') quoted += 1;
    else if (token.type === 'blockquote_close') quoted -= 1;
    else if (quoted === 0 && token.type === 'inline') {
      words.push(plainOf(token.children ?? []));
    } else if (quoted === 0 && (token.type === 'fence' || token.type === 'code_block')) words.push(token.content);
  }
  return cut(words.join(' ').replace(/\s+/g, ' ').trim(), max);
}

/** The words of a line without its marks; a picture counts as the words that stand for it. */
function plainOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type.endsWith('break')) return ' ';
      if (type === 'image') return plainOf(children ?? []);
      return type.startsWith('html') ? '' : content;
    })
    .join('');
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = text.slice(0, max - 1);
  const space = room.lastIndexOf(' ');
  // A word longer than half the room is cut inside, but never through a pair of surrogates.
  const end = space > max / 2 ? space : /[\ud800-\udbff]$/.test(room) ? room.length - 1 : room.length;
  return `${room.slice(0, end).trimEnd()}…`;
}
