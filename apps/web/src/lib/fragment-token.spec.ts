import { describe, expect, it } from '@jest/globals';
import { tokenIn } from './fragment-token.js';

describe('tokenIn', () => {
  it('reads the token with and without the sign', () => {
    expect(tokenIn('#token=abc_-1')).toBe('abc_-1');
    expect(tokenIn('token=abc')).toBe('abc');
  });

  it('finds none elsewhere', () => {
    expect(tokenIn('')).toBeNull();
    expect(tokenIn('#post-7')).toBeNull();
    expect(tokenIn('#token=')).toBeNull();
    expect(tokenIn(`#token=${'x'.repeat(501)}`)).toBeNull();
  });
});
