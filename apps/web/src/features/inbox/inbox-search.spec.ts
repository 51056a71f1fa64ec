import { expect, it } from '@jest/globals';
import { filterOf, inboxSearch } from './inbox-search.js';

it('reads a part of the inbox from the address, and nothing else', () => {
  expect(inboxSearch({ filter: 'for-me', unread: true, page: 3 })).toEqual({ filter: 'for-me', unread: true });
  expect(inboxSearch({ filter: 'toString', unread: 'yes' })).toEqual({});
  expect([filterOf('facilitation'), filterOf(undefined)]).toEqual(['FACILITATION', null]);
});
