import { describe, expect, it } from '@jest/globals';
import { Viewer, type AuditRow } from '#identity';
import { Eligibility, type CommunityFacts } from '#communities';
import { REFUSALS } from '../standing/standing.policy.js';
import { canReadAuditLog, seenBy } from './audit-entry.policy.js';

const entry: AuditRow = {
  id: 'e',
  at: '2026-11-21T22:05:56Z',
  actorId: 'actor',
  action: 'member-removed',
  communityId: 'c',
  accountId: 'person',
  reason: 'because',
  details: { from: 'one', to: 'two' },
};
const viewer = (facts: { isStaff?: boolean; emailVerified?: boolean }): Viewer =>
  Viewer.member({
    accountId: 'a',
    sessionId: 's',
    tokenId: null,
    language: 'EN',
    isStaff: false,
    emailVerified: true,
    ...facts,
  });

describe('canReadAuditLog', () => {
  it.each([
    ['nobody', Viewer.anonymous, REFUSALS.signIn],
    ['an unconfirmed administrator', viewer({ isStaff: true, emailVerified: false }), REFUSALS.unverified],
    ['somebody', viewer({}), REFUSALS.staffOnly],
    ['an administrator', viewer({ isStaff: true }), true],
  ])('%s', (_who, who, verdict) => expect(canReadAuditLog(who)).toEqual(verdict));
});

describe('what is seen of an entry', () => {
  const places = Object.values(Eligibility).flatMap((eligibility) =>
    (['PUBLIC', 'PRIVATE'] as const).map((visibility) => ({ visibility, eligibility })),
  );

  it.each<Pick<CommunityFacts, 'visibility' | 'eligibility'>>(places)('%j', (community) => {
    const withoutPerson = { ...entry, accountId: null, reason: null, details: {} };
    const forStaff =
      community.visibility === 'PUBLIC'
        ? entry
        : community.eligibility === 'SELF_IDENTIFIED'
          ? { ...withoutPerson, actorId: null }
          : withoutPerson;
    expect(seenBy(entry, community, true)).toEqual(entry);
    expect(seenBy(entry, community, false)).toEqual(forStaff);
  });

  it('is everything where it happened in no community', () => {
    const suspended = { ...entry, communityId: null };
    expect(seenBy(suspended, null, false)).toEqual(suspended);
  });
});
