import { describe, expect, it } from '@jest/globals';
import type { Place } from '#membership';
import type { Verdict } from '#platform/errors';
import {
  canAddVersion,
  canDeleteResource,
  canEditResource,
  canReadResource,
  canRestoreResource,
} from './resource.policy.js';

const short = (verdict: Verdict): string => (verdict === true ? 'yes' : verdict.code);

/** Who asks, by name. */
const PEOPLE = {
  nobody: { role: null, signedIn: false, verified: false, isStaff: false, enrolled: false, removed: false },
  unverified: { role: null, signedIn: true, verified: false, isStaff: false, enrolled: false, removed: false },
  stranger: { role: null, signedIn: true, verified: true, isStaff: false, enrolled: false, removed: false },
  staff: { role: null, signedIn: true, verified: true, isStaff: true, enrolled: false, removed: false },
  member: { role: 'MEMBER', signedIn: true, verified: true, isStaff: false, enrolled: false, removed: false },
  facilitator: { role: 'FACILITATOR', signedIn: true, verified: true, isStaff: false, enrolled: false, removed: false },
} as const;

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

const [own, others] = [
  { sharerId: 'me', deletedBy: null },
  { sharerId: 'you', deletedBy: null },
];
const [no, F, N, U] = ['no', 'FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED'];

describe('a resource that stands', () => {
  // read, edit own, add to own, delete own, edit another's, add to another's, delete another's
  it.each([
    ['nobody', 'PUBLIC', 'OPERATIONAL', ['yes', U, U, U, U, U, U]],
    ['nobody', 'PRIVATE', 'OPERATIONAL', [N, N, N, N, N, N, N]],
    ['unverified', 'PUBLIC', 'OPERATIONAL', ['yes', F, F, F, F, F, F]],
    ['stranger', 'PUBLIC', 'OPERATIONAL', ['yes', F, F, 'yes', F, F, F]],
    ['stranger', 'PRIVATE', 'OPERATIONAL', [N, N, N, N, N, N, N]],
    ['staff', 'PUBLIC', 'OPERATIONAL', ['yes', 'yes', F, 'yes', 'yes', F, 'yes']],
    ['staff', 'PRIVATE', 'OPERATIONAL', [N, N, N, N, N, N, N]],
    ['member', 'PUBLIC', 'OPERATIONAL', ['yes', 'yes', 'yes', 'yes', F, F, F]],
    ['member', 'PRIVATE', 'OPERATIONAL', ['yes', 'yes', 'yes', 'yes', F, F, F]],
    ['member', 'PUBLIC', 'ARCHIVED', ['yes', F, F, 'yes', F, F, F]],
    ['facilitator', 'PUBLIC', 'OPERATIONAL', ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes']],
    ['facilitator', 'PRIVATE', 'ARCHIVED', ['yes', F, F, 'yes', F, F, 'yes']],
    ['staff', 'PUBLIC', 'ARCHIVED', ['yes', F, F, 'yes', F, F, 'yes']],
  ] as const)('%s, %s, %s', (who, visibility, status, expected) => {
    const here = place(who, visibility, status);
    expect(
      [
        canReadResource('me', others, here),
        canEditResource('me', own, here),
        canAddVersion('me', own, here),
        canDeleteResource('me', own, here),
        canEditResource('me', others, here),
        canAddVersion('me', others, here),
        canDeleteResource('me', others, here),
      ].map(short),
    ).toEqual(expected);
  });
});

describe('a deleted resource', () => {
  const kinds = [
    { sharerId: 'me', deletedBy: 'me' },
    { sharerId: 'me', deletedBy: 'you' },
    { sharerId: 'you', deletedBy: 'you' },
  ];

  // Whether it is put back, only read (why it was deleted stands there), or not there at all: own deleted by oneself, own
  // deleted by another, another's
  it.each([
    ['nobody', 'PUBLIC', [no, no, no]],
    ['unverified', 'PUBLIC', [no, no, no]],
    ['stranger', 'PUBLIC', ['yes', 'read', no]],
    ['stranger', 'PRIVATE', [no, no, no]],
    ['staff', 'PUBLIC', ['yes', 'yes', 'yes']],
    ['staff', 'PRIVATE', [no, no, no]],
    ['member', 'PRIVATE', ['yes', 'read', no]],
    ['facilitator', 'PRIVATE', ['yes', 'yes', 'yes']],
  ] as const)('%s, %s', (who, visibility, expected) => {
    for (const status of ['OPERATIONAL', 'ARCHIVED'] as const) {
      const here = place(who, visibility, status);
      for (const [at, resource] of kinds.entries()) {
        const [seen, restores] = [expected[at] !== no, expected[at] === 'yes'];
        expect(short(canReadResource('me', resource, here))).toBe(seen ? 'yes' : N);
        expect(canRestoreResource('me', resource, here) === true).toBe(restores);
        if (seen && !restores) expect(short(canRestoreResource('me', resource, here))).toBe(F);
        // What is not seen is not there, whatever one wants of it.
        expect(short(canEditResource('me', resource, here))).toBe(seen ? F : N);
        expect(short(canDeleteResource('me', resource, here))).toBe(seen ? 'yes' : N);
      }
    }
  });
});
