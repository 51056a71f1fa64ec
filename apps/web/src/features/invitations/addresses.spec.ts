import { describe, expect, it } from '@jest/globals';
import { addressesIn, refusedOf } from './addresses.js';

describe('addressesIn', () => {
  it('reads what people paste', () => {
    expect(addressesIn('a@b.ca, C@d.ca;e@f.ca\r\n\n g@h.ca ')).toEqual(['a@b.ca', 'C@d.ca', 'e@f.ca', 'g@h.ca']);
    expect(addressesIn('Amara Okafor <amara@b.ca>\n"Roy, Luc" <luc@b.ca>')).toEqual(['amara@b.ca', 'luc@b.ca']);
    expect(addressesIn('a@b.ca c@d.ca')).toEqual(['a@b.ca', 'c@d.ca']);
  });

  it('keeps each address once, and nothing of nothing', () => {
    expect(addressesIn('a@b.ca\nA@B.ca')).toEqual(['a@b.ca']);
    expect(addressesIn(' ,;\n')).toEqual([]);
  });
});

describe('refusedOf', () => {
  it('finds them by their place', () => {
    const fields = { 'emails.1': 'Must be an e-mail address.', 'input.emails.0': 'x', message: 'y', 'emails.9': 'z' };
    expect(refusedOf(fields, ['a', 'b'])).toEqual(['b', 'a']);
  });
});
