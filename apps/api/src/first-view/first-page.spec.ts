import { describe, expect, it } from '@jest/globals';
import { described, wordsOf } from './first-page.js';

describe('a description', () => {
  it('is the words of the stored HTML, in one line', () => {
    const stored = '<p>Ours is <strong>worn</strong>.</p>\n<ul>\n<li>one</li>\n<li>two &amp; &lt;b&gt;</li>\n</ul>';
    expect(described(wordsOf(stored))).toBe('Ours is worn. one two & <b>');
  });

  it('ends between words where it is long, and never within a sign', () => {
    const long = described('word '.repeat(100));
    expect(long.length).toBeLessThanOrEqual(200);
    expect(long).toMatch(/word…$/);
    const birches = described('\u{1f333}'.repeat(150));
    expect([birches.length <= 200, birches.isWellFormed()]).toEqual([true, true]);
  });
});
