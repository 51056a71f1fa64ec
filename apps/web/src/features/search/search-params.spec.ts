import { describe, expect, it } from '@jest/globals';
import { placeOf, searchParams } from './search-params.js';

describe('searchParams', () => {
  it.each([
    [{}, {}],
    [{ q: ' fire drills ' }, { q: 'fire drills' }],
    [{ q: 1972 }, { q: '1972' }],
    [{ q: '   ' }, {}],
    [
      { q: 'x', in: 'small-museums', page: 2 },
      { q: 'x', in: 'small-museums' },
    ],
    [{ q: 'x', in: '../admin' }, { q: 'x' }],
    [{ q: 'x', in: 7 }, { q: 'x' }],
    [{ q: 'x'.repeat(300) }, { q: 'x'.repeat(200) }],
  ])('%j → %j', (address, params) => {
    expect(searchParams(address)).toEqual(params);
  });
});

describe('placeOf', () => {
  it.each([
    ['/', {}, undefined],
    ['/communities', {}, undefined],
    ['/c/small-museums', {}, 'small-museums'],
    ['/c/small-museums/d/1/x', {}, 'small-museums'],
    ['/search', { q: 'x', in: 'steam' }, 'steam'],
    ['/search', { q: 'x' }, undefined],
    ['/inbox', { in: 'steam' }, undefined],
  ])('%s %j → %s', (path, params, place) => {
    expect(placeOf(path, params)).toBe(place);
  });
});
