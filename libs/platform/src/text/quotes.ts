import type { Token } from 'markdown-it';

/** What a text quotes of its thread. */
export interface Quotes {
  /** Numbers of the posts that it quotes, each once, in the order of the text, at most {@link MOST}. */
  readonly numbers: number[];
  /** Whether it holds a block quote at all. */
  readonly hasQuote: boolean;
}

/** Posts that one text may be taken to quote. */
const MOST = 50;

/** A post of the same thread; a number that PostgreSQL can hold, or nearly so. */
const POST = /^#post-([1-9]\d{0,8})$/;

/** Whether a text may hold a block quote; most hold none and need not be read for it. */
export const mayQuote = (source: string): boolean => source.includes('>');

/**
 * Which posts of its own thread a text that was read quotes: those to which a link in a block quote leads, as the composer
 * writes it (`> [Priya Raman](#post-3):`). A quote within a quote is quoted by whoever wrote the outer one, not by this text.
 */
export function quotesAmong(tokens: readonly Token[]): Quotes {
  const numbers = new Set<number>();
  let depth = 0;
  let hasQuote = false;
  for (const { type, children } of tokens) {
    if (type === 'blockquote_open') {
      depth += 1;
      hasQuote = true;
    } else if (type === 'blockquote_close') depth -= 1;
    else if (type === 'inline' && depth === 1) readLine(children ?? [], numbers);
  }
  return { numbers: [...numbers], hasQuote };
}

function readLine(tokens: readonly Token[], numbers: Set<number>): void {
  for (const token of tokens) {
    if (token.type !== 'link_open' || numbers.size >= MOST) continue;
    const number = POST.exec(String(token.attrGet('href') ?? ''))?.[1];
    if (number !== undefined) numbers.add(Number(number));
  }
}
