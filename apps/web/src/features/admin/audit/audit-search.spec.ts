import { expect, it } from '@jest/globals';
import { auditSearch } from './audit-search.js';

it('keeps the address of a community and drops all else', () => {
  expect(auditSearch({ community: 'small-museums', other: 'x' })).toEqual({ community: 'small-museums' });
  expect(auditSearch({ community: 2024 })).toEqual({ community: '2024' });
  for (const community of ['', 'Small Museums', '../x', ['a'], null, 'a'.repeat(81)]) {
    expect(auditSearch({ community })).toEqual({});
  }
});
