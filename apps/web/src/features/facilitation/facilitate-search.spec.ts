import { describe, expect, it } from '@jest/globals';
import { facilitateSearch } from './facilitate-search.js';

describe('facilitateSearch', () => {
  it('keeps a part and an application', () => {
    expect(facilitateSearch({ part: 'invitations' })).toEqual({ part: 'invitations' });
    expect(facilitateSearch({ application: 'a1' })).toEqual({ application: 'a1' });
  });

  it('leaves out what cannot be meant', () => {
    expect(facilitateSearch({ part: 'all', application: 7, other: 'x' })).toEqual({});
    expect(facilitateSearch({ application: 'x'.repeat(65) })).toEqual({});
  });
});
