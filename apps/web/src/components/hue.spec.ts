import { describe, expect, it } from '@jest/globals';
import { hueOf, initialsOf } from './hue.js';

describe('avatars', () => {
  it('takes the first letter of the first and the last word', () => {
    expect(initialsOf('Étienne de la Lavoie')).toBe('ÉL');
    expect(initialsOf('amara')).toBe('A');
    expect(initialsOf('  ')).toBe('');
  });

  it('gives the same hue to the same id', () => {
    expect(hueOf('019a')).toBe(hueOf('019a'));
    expect(hueOf('x')).toBeGreaterThanOrEqual(0);
    expect(hueOf('x')).toBeLessThan(10);
  });
});
