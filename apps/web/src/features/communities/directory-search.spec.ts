import { describe, expect, it } from '@jest/globals';
import { directorySearch } from './directory-search.js';

describe('directorySearch', () => {
  it('keeps what it knows', () => {
    expect(directorySearch({ association: 'casc', status: 'archived', join: 'open', q: 'musées' })).toEqual({
      association: 'casc',
      status: 'archived',
      join: 'open',
      q: 'musées',
    });
  });

  it('drops everything else', () => {
    expect(directorySearch({ association: '../x', status: 'gone', join: 'closed', q: '  ', other: 1 })).toEqual({});
    expect(directorySearch({ q: 1972 })).toEqual({ q: '1972' });
  });
});
