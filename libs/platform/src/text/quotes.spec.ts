import { describe, expect, it } from '@jest/globals';
import { spokenWordsIn } from './spoken-words.js';

const quotesIn = (source: string) => spokenWordsIn(source).quotes;

describe('the quotes of a text', () => {
  it.each<[string, number[], boolean]>([
    ['> [Priya Raman](#post-3):\n> What she said\n\nI agree.', [3], true],
    ['> [P](#post-3):\n> a\n\nb\n\n> [Q](#post-12) and [P](#post-3)', [3, 12], true],
    ['1. > [P](#post-4):\n   > in a list', [4], true],
    ['> quoted without a name', [], true],
    // The inner quote is the other person's.
    ['> [P](#post-3):\n> > [Q](#post-2):\n> > deep\n>\n> said', [3], true],
    ['[Priya](#post-3) said', [], false],
    ['`> [P](#post-3):`', [], false],
    ['```\n> [P](#post-3):\n```', [], false],
    ['> `[P](#post-3)`', [], true],
    ['> [a](#post-0) [b](#post-01) [c](#post-) [d](#post--1) [e](#post-3x) [f](#Post-3)', [], true],
    ['> [a](#post-9999999999) [b](/c/x/d/y#post-3) [c](https://copse.example/#post-3) ![d](#post-3)', [], true],
    ['a > b', [], false],
    ['', [], false],
  ])('%j', (source, numbers, hasQuote) => {
    expect(quotesIn(source)).toEqual({ numbers, hasQuote });
  });

  it('reads at most fifty posts', () => {
    const source = Array.from({ length: 2_000 }, (_, n) => `> [a](#post-${n + 1})`).join('\n');
    expect(quotesIn(source).numbers).toHaveLength(0);
    expect(quotesIn(source.slice(0, 10_000)).numbers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });

  it.each([
    ['signs', '>'.repeat(40_000)],
    ['nested quotes', '> '.repeat(20_000)],
    ['links', '> [a](#post-1)\n'.repeat(2_666)],
    ['quotes', '> a\n\n'.repeat(8_000)],
    ['openers', '> [a](#post-'.repeat(3_333)],
  ])('40,000 characters of %s end soon', (_name, source) => {
    const start = performance.now();
    expect(quotesIn(source).numbers.length).toBeLessThanOrEqual(50);
    // Some ten milliseconds on an idle machine; what is looked for is growth by the square.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
