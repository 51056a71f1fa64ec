import { describe, expect, it } from '@jest/globals';
import { keepToken, keptToken, tokenIn } from './fragment-token.js';

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

describe('the kept token', () => {
  const tab = (): (() => Storage) => {
    const items = new Map<string, string>();
    const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
    };
    return () => storage as Storage;
  };

  it('is there for its own page until it is forgotten', () => {
    const storage = tab();
    expect(keptToken(storage, 'invitation')).toBeNull();
    keepToken(storage, 'invitation', 'abc');
    keepToken(storage, 'invitation', 'def');
    expect(keptToken(storage, 'invitation')).toBe('def');
    expect(keptToken(storage, 'reset-password')).toBeNull();
    keepToken(storage, 'invitation', null);
    expect(keptToken(storage, 'invitation')).toBeNull();
  });

  it('is done without where storage is forbidden', () => {
    const forbidden = (): Storage => {
      throw new Error('SecurityError');
    };
    keepToken(forbidden, 'claim', 'abc');
    expect(keptToken(forbidden, 'claim')).toBeNull();
  });
});
