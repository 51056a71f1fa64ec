import { expect, it } from '@jest/globals';
import { ExactCache } from './exact-cache.js';

it('keeps nothing that was read before a change', () => {
  const cache = new ExactCache<{ name: string }>(10, 30, true);
  const keep = cache.reading();
  cache.forget('someone else');
  keep('a', { name: 'stale' });
  expect(cache.get('a')).toBeUndefined();
  cache.reading()('a', { name: 'fresh' });
  expect(cache.get('a')).toEqual({ name: 'fresh' });
  cache.forgetWhere(({ name }) => name === 'fresh');
  expect(cache.get('a')).toBeUndefined();
});

it('keeps nothing where other processes may change it', () => {
  const cache = new ExactCache<{ name: string }>(10, 30, false);
  cache.reading()('a', { name: 'of this moment' });
  expect(cache.get('a')).toBeUndefined();
});
