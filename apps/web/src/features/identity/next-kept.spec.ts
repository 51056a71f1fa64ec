import { describe, expect, it } from '@jest/globals';
import { communityOf, readNext } from './next-kept.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const hour = 3600 * 1000;

describe('readNext', () => {
  it('gives back what was kept while it is young', () => {
    expect(readNext(JSON.stringify({ path: '/c/steam#x', until: now + hour }), now)).toBe('/c/steam#x');
  });

  it.each([
    null,
    'no JSON',
    '7',
    '{}',
    JSON.stringify({ path: '/c/steam', until: now - 1 }),
    JSON.stringify({ path: '/c/steam', until: now + 1000 * hour }),
    JSON.stringify({ path: '//elsewhere.example', until: now + hour }),
  ])('takes %p for nothing', (kept) => {
    expect(readNext(kept, now)).toBeUndefined();
  });
});

it('knows the community of a path', () => {
  expect(communityOf('/c/small-museums/d/1?x=1')).toBe('small-museums');
  expect(communityOf('/c/steam#top')).toBe('steam');
  expect(communityOf('/communities')).toBeNull();
});
