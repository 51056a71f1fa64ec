import { expect, it } from '@jest/globals';
import { discussionsSearch } from './discussions-search.js';

it.each([
  [{ show: 'unread' }, { show: 'unread' }],
  [{ show: 'mine', after: 'x' }, { show: 'mine' }],
  [{ show: 'UNREAD' }, {}],
  [{ show: 'constructor' }, {}],
  [{ show: ['unread'] }, {}],
  [{ show: 1 }, {}],
  [{}, {}],
])('reads %j as %j', (search, read) => {
  expect(discussionsSearch(search)).toEqual(read);
});
