import { describe, expect, it } from '@jest/globals';
import type { ViewerQuery } from '../../gql/graphql.js';
import { accountChange } from './account-change.js';

const site: ViewerQuery['site'] = { __typename: 'SiteInfo', claimable: false, mailboxKept: true };

function answer(id: string | null, emailVerified = true): ViewerQuery {
  const facts = { name: 'Amara', email: 'a@example.org', language: 'EN', timeZone: 'UTC', theme: 'SYSTEM' } as const;
  const me = id === null ? null : { __typename: 'Account' as const, id, ...facts, emailVerified, isStaff: false };
  return { __typename: 'Query', me: me && { ...me, pendingEmail: null }, site } as ViewerQuery;
}

describe('accountChange', () => {
  it.each([
    ['none', answer('a'), answer('a')],
    ['none', answer(null), answer(null)],
    ['facts', null, answer('a')],
    ['facts', null, answer(null)],
    ['facts', answer('a', false), answer('a', true)],
    ['arrived', answer(null), answer('a')],
    ['ended', answer('a'), answer(null)],
    ['switched', answer('a'), answer('b')],
  ] as const)('tells %s', (change, before, now) => {
    expect(accountChange(before, now)).toBe(change);
  });
});
