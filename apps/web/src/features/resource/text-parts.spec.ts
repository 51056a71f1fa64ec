import { describe, expect, it } from '@jest/globals';
import { textPart } from './text-parts.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('textPart', () => {
  it('reads a whole text as it is, whatever its line ends', () => {
    const bytes = utf8('Inventaire d’été\r\nVitrine 3\r');
    expect(textPart(bytes, bytes.length)).toEqual({ text: 'Inventaire d’été\nVitrine 3\n', cut: false });
  });

  it('ends with a whole line where the file goes on, also in the midst of a letter', () => {
    const whole = utf8('first\nsecond\nété');
    expect(textPart(whole.subarray(0, whole.length - 1), whole.length)).toEqual({ text: 'first\nsecond', cut: true });
  });

  it('keeps what is there of a line without an end', () => {
    expect(textPart(utf8('a long line'), 1000)).toEqual({ text: 'a long line', cut: true });
  });

  it('reads what older programs write, and what announces itself', () => {
    const old = new Uint8Array([0xe9, 0x74, 0xe9]);
    expect(textPart(old, 3).text).toBe('été');
    const marked = new Uint8Array([0xff, 0xfe, 0xe9, 0x00, 0x74, 0x00]);
    expect(textPart(marked, 6).text).toBe('ét');
    expect(textPart(utf8('\ufeffété'), 8).text).toBe('été');
  });

  it('reads nothing as nothing', () => {
    expect(textPart(new Uint8Array(), 0)).toEqual({ text: '', cut: false });
  });
});
