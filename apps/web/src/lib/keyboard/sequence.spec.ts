import { describe, expect, it } from '@jest/globals';
import { KeySequence } from './sequence.js';

const known = new Set(['?', 'g h', 'g c', 'j']);

describe('KeySequence', () => {
  it('knows single keys at once', () => {
    expect(new KeySequence().press('?', known, 0)).toBe('?');
    expect(new KeySequence().press('x', known, 0)).toBeNull();
  });

  it('waits for the second key of a pair', () => {
    const sequence = new KeySequence();
    expect(sequence.press('g', known, 0)).toBeNull();
    expect(sequence.press('c', known, 500)).toBe('g c');
  });

  it('forgets the first key after a while, or after another', () => {
    const sequence = new KeySequence();
    sequence.press('g', known, 0);
    expect(sequence.press('h', known, 5000)).toBeNull();
    sequence.press('g', known, 6000);
    expect(sequence.press('j', known, 6100)).toBe('j');
    expect(sequence.press('h', known, 6200)).toBeNull();
  });

  it('does once what is asked by a key that is held, and runs through a list', () => {
    const sequence = new KeySequence();
    const all = new Set([...known, 'a', 'k']);
    expect(sequence.press('a', all, 0)).toBe('a');
    expect(sequence.press('a', all, 500, true)).toBeNull();
    expect(sequence.press('?', all, 600, true)).toBeNull();
    expect(sequence.press('j', all, 700, true)).toBe('j');
    expect(sequence.press('k', all, 800, true)).toBe('k');
  });

  it('waits on for the second key while the first is held', () => {
    const sequence = new KeySequence();
    sequence.press('g', known, 0);
    expect(sequence.press('g', known, 500, true)).toBeNull();
    expect(sequence.press('h', known, 600)).toBe('g h');
  });
});
