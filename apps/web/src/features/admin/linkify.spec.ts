import { describe, expect, it } from '@jest/globals';
import { linkify } from './linkify.js';

describe('linkify', () => {
  it('makes links of web addresses alone', () => {
    expect(linkify('Open http://localhost:3000/verify#token=a_b-1.\nBye')).toEqual([
      { text: 'Open ' },
      { text: 'http://localhost:3000/verify#token=a_b-1', href: 'http://localhost:3000/verify#token=a_b-1' },
      { text: '.\nBye' },
    ]);
    expect(linkify('javascript:alert(1) ftp://x')).toEqual([{ text: 'javascript:alert(1) ftp://x' }]);
    expect(linkify('')).toEqual([]);
  });
});
