import { describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { canSeePerson } from './person.policy.js';

const viewer = (facts: { accountId?: string; isStaff?: boolean; emailVerified?: boolean }): Viewer =>
  Viewer.member({
    accountId: 'a',
    sessionId: 's',
    tokenId: null,
    isStaff: false,
    emailVerified: true,
    language: 'EN',
    ...facts,
  });

describe('canSeePerson', () => {
  it.each<[string, Viewer, boolean, boolean]>([
    ['nobody', Viewer.anonymous, true, false],
    ['a member who can meet the person', viewer({}), true, true],
    ['a member who cannot', viewer({}), false, false],
    ['an unconfirmed account', viewer({ emailVerified: false }), true, false],
    ['staff', viewer({ isStaff: true }), false, true],
    ['unconfirmed staff', viewer({ isStaff: true, emailVerified: false }), false, false],
    ['the person', viewer({ accountId: 'b' }), false, true],
  ])('%s', (_who, who, seen, allowed) => {
    expect(canSeePerson(who, 'b', seen)).toBe(allowed);
  });
});
