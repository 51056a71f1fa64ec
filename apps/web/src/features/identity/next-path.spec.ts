import { describe, expect, it } from '@jest/globals';
import { nextSearch, sameSitePath } from './next-path.js';

describe('sameSitePath', () => {
  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    'communities',
    '',
    7,
    undefined,
  ])('refuses %p', (value) => {
    expect(sameSitePath(value)).toBeUndefined();
  });

  it('keeps path, query and fragment', () => {
    expect(sameSitePath('/c/small-museums/d/1?x=1#post-7')).toBe('/c/small-museums/d/1?x=1#post-7');
  });

  it('leaves the search empty when there is nothing to follow', () => {
    expect(nextSearch({ next: '//x' })).toEqual({});
    expect(nextSearch({ next: '/communities' })).toEqual({ next: '/communities' });
  });
});
