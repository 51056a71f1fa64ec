import { describe, expect, it } from '@jest/globals';
import { numberInHash } from './go-to-post.js';

describe('a permalink', () => {
  it.each([
    ['post-12', 12],
    ['#post-1', 1],
    ['', null],
    ['post-', null],
    ['post-1x', null],
    ['post-99999999999', null],
  ])('%j', (hash, number) => expect(numberInHash(hash)).toBe(number));
});
