import { describe, expect, it } from '@jest/globals';
import { quoteMarkdown } from './quote.js';

describe('quoting', () => {
  it('marks each line and keeps paragraphs', () => {
    expect(quoteMarkdown('One\nline  \n\n\nTwo')).toBe('> One\n> line\n>\n> Two');
  });

  it('begins with whose words they are, and where they stand', () => {
    const from = { number: 3, author: { name: 'Priya [PR] Raman' } };
    expect(quoteMarkdown('One\n\nTwo', from)).toBe('> [Priya \\[PR\\] Raman](#post-3):\n>\n> One\n>\n> Two');
    expect(quoteMarkdown('  ', from)).toBe('');
    expect(quoteMarkdown('One', { number: 3, author: { name: '', former: true } })).toBe('> [#3](#post-3):\n>\n> One');
  });

  it('is empty for an empty selection', () => {
    expect(quoteMarkdown(' \n ')).toBe('');
  });

  it('cuts a long selection at a word', () => {
    const quoted = quoteMarkdown('word '.repeat(400));
    expect(quoted.length).toBeLessThan(1210);
    expect(quoted.endsWith('word …')).toBe(true);
  });

  it('names a picture of ours instead of showing it once more', () => {
    expect(quoteMarkdown('See\n\n![A case](/files/019a/case.png#8x6)')).toBe(
      '> See\n>\n> [A case](/files/019a/case.png)',
    );
  });
});
