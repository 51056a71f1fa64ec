import { describe, expect, it } from '@jest/globals';
import { isPostKey, rangeOf, type PostKey } from './post.input.js';
import type { Window } from '#platform/graphql';

const range = (window: Window<PostKey>, last: number): [number, number] => {
  const { from, to } = rangeOf('t', window, last);
  return [from, to];
};

describe('rangeOf', () => {
  it.each([
    [{ kind: 'forward', size: 20, after: null }, 45, [1, 20]],
    [{ kind: 'forward', size: 20, after: [40] }, 45, [41, 45]],
    [{ kind: 'forward', size: 20, after: [45] }, 45, [46, 45]],
    [{ kind: 'backward', size: 20, before: null }, 45, [26, 45]],
    [{ kind: 'backward', size: 20, before: [26] }, 45, [6, 25]],
    [{ kind: 'backward', size: 20, before: [6] }, 45, [1, 5]],
    [{ kind: 'backward', size: 20, before: [1] }, 45, [1, 0]],
    [{ kind: 'backward', size: 20, before: [900] }, 45, [26, 45]],
    [{ kind: 'around', size: 5, number: 10 }, 45, [8, 12]],
    [{ kind: 'around', size: 1, number: 10 }, 45, [10, 10]],
    [{ kind: 'around', size: 20, number: 1 }, 45, [1, 20]],
    [{ kind: 'around', size: 20, number: 45 }, 45, [26, 45]],
    [{ kind: 'around', size: 20, number: 4711 }, 45, [26, 45]],
    [{ kind: 'around', size: 20, number: 3 }, 7, [1, 7]],
  ] as [Window<PostKey>, number, [number, number]][])('%j of %i posts → %j', (window, last, expected) => {
    expect(range(window, last)).toEqual(expected);
  });

  it('keeps the number in the window for every place and size', () => {
    for (const last of [1, 2, 3, 19, 20, 21, 50]) {
      for (const size of [1, 2, 3, 20, 50]) {
        for (let number = 1; number <= last; number += 1) {
          const [from, to] = range({ kind: 'around', size, number }, last);
          expect(from <= number && number <= to).toBe(true);
          expect(to - from + 1).toBe(Math.min(size, last));
          expect(Math.abs(number - from - (to - number))).toBeLessThanOrEqual(from === 1 || to === last ? size : 1);
        }
      }
    }
  });
});

describe('isPostKey', () => {
  it.each([[[1]], [[2_147_483_646]]])('%j is one', (parts) => expect(isPostKey(parts)).toBe(true));
  it.each([
    [[]],
    [[0]],
    [[-1]],
    [[1.5]],
    [['1']],
    [[1, 2]],
    [[2_147_483_647]],
    [[2_147_483_648]],
    [[Infinity]],
    [[null]],
  ])('%j is none', (parts) => expect(isPostKey(parts)).toBe(false));
});
