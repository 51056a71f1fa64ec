import { describe, expect, it } from '@jest/globals';
import { blocksOf } from './blocks.js';

describe('blocksOf', () => {
  it('tells paragraphs, entries and steps apart, and joins the lines of a paragraph', () => {
    expect(blocksOf('One line\nand another.\n\n- a\n- **b** c\n1. First\n2. Second\n\nLast *word*, 2*3.')).toEqual([
      { kind: 'paragraph', text: 'One line and another.' },
      { kind: 'bullet', text: 'a' },
      { kind: 'bullet', text: 'b c' },
      { kind: 'step', text: '1. First' },
      { kind: 'step', text: '2. Second' },
      { kind: 'paragraph', text: 'Last word, 2*3.' },
    ]);
  });
});
