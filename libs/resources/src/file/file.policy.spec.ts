import { describe, expect, it } from '@jest/globals';
import type { Place } from '#membership';
import type { FileState } from './file-facts.js';
import { canFetch } from './file.policy.js';

const nobody = { role: null, signedIn: false, verified: false, isStaff: false, enrolled: false, removed: false };
const unverified = { ...nobody, signedIn: true };
const stranger = { ...unverified, verified: true };
const PEOPLE = {
  nobody,
  unverified,
  unverifiedMember: { ...unverified, role: 'MEMBER' },
  unverifiedFacilitator: { ...unverified, role: 'FACILITATOR' },
  stranger,
  staff: { ...stranger, isStaff: true },
  member: { ...stranger, role: 'MEMBER' },
  facilitator: { ...stranger, role: 'FACILITATOR' },
} as const satisfies Record<string, Place['standing']>;

const place = (
  who: keyof typeof PEOPLE,
  visibility: 'PUBLIC' | 'PRIVATE',
  status: 'OPERATIONAL' | 'ARCHIVED',
): Place => ({
  community: {
    id: 'c',
    slug: 'c',
    visibility,
    status,
    joinPolicy: 'OPEN',
    eligibility: 'ANYONE',
    associationId: 'a',
    enrolledProgrammes: [],
  },
  standing: PEOPLE[who],
});

/** Own and another's file, each held, shown and withheld; 1: fetched, 0: not found. */
const outcomes = (who: keyof typeof PEOPLE, visibility: 'PUBLIC' | 'PRIVATE', status: 'OPERATIONAL' | 'ARCHIVED') =>
  (['HELD', 'SHOWN', 'WITHHELD'] as FileState[]).flatMap((state) =>
    ['me', 'you'].map((ownerId) => {
      const viewerId = PEOPLE[who].signedIn ? 'me' : null;
      const verdict = canFetch(place(who, visibility, status), { ownerId, state }, viewerId);
      if (verdict !== true) expect(verdict.code).toBe('NOT_FOUND');
      return verdict === true ? 1 : 0;
    }),
  );

describe('canFetch', () => {
  // held: own, another's; shown: own, another's; withheld: own, another's
  it.each([
    ['nobody', 'PUBLIC', [0, 0, 1, 1, 0, 0]],
    ['nobody', 'PRIVATE', [0, 0, 0, 0, 0, 0]],
    ['unverified', 'PUBLIC', [0, 0, 1, 1, 0, 0]],
    ['unverified', 'PRIVATE', [0, 0, 0, 0, 0, 0]],
    ['unverifiedMember', 'PUBLIC', [0, 0, 1, 1, 0, 0]],
    ['unverifiedMember', 'PRIVATE', [0, 0, 0, 0, 0, 0]],
    ['unverifiedFacilitator', 'PUBLIC', [0, 0, 1, 1, 0, 0]],
    ['unverifiedFacilitator', 'PRIVATE', [0, 0, 0, 0, 0, 0]],
    ['stranger', 'PUBLIC', [1, 0, 1, 1, 1, 0]],
    ['stranger', 'PRIVATE', [0, 0, 0, 0, 0, 0]],
    ['staff', 'PUBLIC', [1, 0, 1, 1, 1, 1]],
    ['staff', 'PRIVATE', [0, 0, 0, 0, 0, 0]],
    ['member', 'PUBLIC', [1, 0, 1, 1, 1, 0]],
    ['member', 'PRIVATE', [1, 0, 1, 1, 1, 0]],
    ['facilitator', 'PUBLIC', [1, 0, 1, 1, 1, 1]],
    ['facilitator', 'PRIVATE', [1, 0, 1, 1, 1, 1]],
  ] as const)('%s, %s', (who, visibility, expected) => {
    expect(outcomes(who, visibility, 'OPERATIONAL')).toEqual(expected);
    expect(outcomes(who, visibility, 'ARCHIVED')).toEqual(expected);
  });

  it('takes nobody for the owner of what has none', () => {
    const file = { ownerId: null as never, state: 'HELD' } as const;
    expect(canFetch(place('nobody', 'PUBLIC', 'OPERATIONAL'), file, null)).not.toBe(true);
  });
});
