import { describe, expect, it } from '@jest/globals';
import { textHeights } from './text-heights.js';

describe('textHeights', () => {
  it('grows with the text, and a table stands higher', () => {
    expect(textHeights(0, false)).toHaveLength(2);
    expect(textHeights(900, false)).toHaveLength(10);
    expect(textHeights(100, true)).toHaveLength(4);
  });

  it('ends where the frame begins to scroll', () => {
    expect(textHeights(20_000_000, true)).toEqual(textHeights(5_000_000, false));
    expect(textHeights(20_000_000, true)).toHaveLength(16);
  });
});
