import { describe, expect, it } from '@jest/globals';
import { excerptOf } from './excerpt.js';

describe('excerptOf', () => {
  it.each([
    ['**Hello** [world](https://a.example)\nagain', 'Hello world again'],
    ['> quoted\n\nanswer', 'answer'],
    ['# Title\n\n- one\n- [x] two', 'Title one two'],
    ['```\ncode\n```', 'code'],
    ['<b>bold</b>', '<b>bold</b>'],
    ['![a cat](https://a.example/c.png)', 'a cat'],
    ['See ![a **cat**](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/c.webp#800x600) here', 'See a cat here'],
    ['![](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/c.webp)', ''],
    ['   ', ''],
  ])('%j → %j', (source, text) => {
    expect(excerptOf(source, 100)).toBe(text);
  });

  it('cuts between words, never inside a character', () => {
    expect(excerptOf('one two three four', 11)).toBe('one two…');
    expect(excerptOf('😀'.repeat(30), 10)).toBe('😀😀😀😀…');
    expect(excerptOf('word '.repeat(10_000), 200).length).toBeLessThanOrEqual(200);
  });
});
