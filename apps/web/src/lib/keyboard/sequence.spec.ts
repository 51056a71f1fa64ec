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
});
