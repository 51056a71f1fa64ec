import { describe, expect, it } from '@jest/globals';
import { v4, v7 } from 'uuid';
import type { Verdict } from '#platform/errors';
import type { Place } from '#membership';
import { canArrange, canKeepOrder, canReadThread, canReply } from '../thread/thread.policy.js';
import { canDelete, canEdit, canRemove, canReport, canRestore, canSeeRemoved, limitOf } from './post.policy.js';

const short = (verdict: Verdict): string => (verdict === true ? 'yes' : verdict.code);

/** Who asks, by name. */
const PEOPLE = {
  nobody: { role: null, signedIn: false, verified: false, isStaff: false, enrolled: false, removed: false },
  unverified: { role: null, signedIn: true, verified: false, isStaff: false, enrolled: false, removed: false },
  stranger: { role: null, signedIn: true, verified: true, isStaff: false, enrolled: false, removed: false },
  staff: { role: null, signedIn: true, verified: true, isStaff: true, enrolled: false, removed: false },
  member: { role: 'MEMBER', signedIn: true, verified: true, isStaff: false, enrolled: false, removed: false },
  facilitator: { role: 'FACILITATOR', signedIn: true, verified: true, isStaff: false, enrolled: false, removed: false },
  unverifiedFacilitator: {
    role: 'FACILITATOR',
    signedIn: true,
    verified: false,
    isStaff: false,
    enrolled: false,
    removed: false,
  },
} as const;

const place = (
  who: keyof typeof PEOPLE,
  visibility: 'PUBLIC' | 'PRIVATE',
  status: 'ORGANIZING' | 'OPERATIONAL' | 'ARCHIVED',
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

const own = { authorId: 'me', deleted: false, removedAt: null };
const others = { authorId: 'you', deleted: false, removedAt: null };
const tombstone = { authorId: 'me', deleted: true, removedAt: null };
const ownRemoved = { ...own, removedAt: '2026-11-21T00:00:00Z' };
const removed = { ...others, removedAt: '2026-11-21T00:00:00Z' };
const unlocked = { locked: false };
const locked = { locked: true };

describe('policies of threads and posts', () => {
  // read, reply, edit own, delete own, edit another's, delete another's
  it.each([
    [
      'nobody',
      'PUBLIC',
      'OPERATIONAL',
      ['yes', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ],
    ['nobody', 'PRIVATE', 'OPERATIONAL', Array(6).fill('NOT_FOUND')],
    ['unverified', 'PUBLIC', 'OPERATIONAL', ['yes', ...Array(5).fill('FORBIDDEN')]],
    ['unverified', 'PRIVATE', 'OPERATIONAL', Array(6).fill('NOT_FOUND')],
    ['stranger', 'PUBLIC', 'OPERATIONAL', ['yes', 'FORBIDDEN', 'FORBIDDEN', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
    ['stranger', 'PRIVATE', 'OPERATIONAL', Array(6).fill('NOT_FOUND')],
    ['staff', 'PUBLIC', 'OPERATIONAL', ['yes', 'FORBIDDEN', 'FORBIDDEN', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
    ['staff', 'PUBLIC', 'ORGANIZING', ['yes', 'yes', 'yes', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
    ['staff', 'PRIVATE', 'OPERATIONAL', Array(6).fill('NOT_FOUND')],
    ['member', 'PUBLIC', 'OPERATIONAL', ['yes', 'yes', 'yes', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
    ['member', 'PRIVATE', 'OPERATIONAL', ['yes', 'yes', 'yes', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
    ['member', 'PUBLIC', 'ORGANIZING', ['yes', 'yes', 'yes', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
    ['member', 'PUBLIC', 'ARCHIVED', ['yes', 'FORBIDDEN', 'FORBIDDEN', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
    ['facilitator', 'PRIVATE', 'ARCHIVED', ['yes', 'FORBIDDEN', 'FORBIDDEN', 'yes', 'FORBIDDEN', 'FORBIDDEN']],
  ] as const)('%s, %s, %s', (who, visibility, status, expected) => {
    const here = place(who, visibility, status);
    expect(
      [
        canReadThread(here),
        canReply(here, unlocked),
        canEdit('me', own, here, unlocked),
        canDelete('me', own, here),
        canEdit('me', others, here, unlocked),
        canDelete('me', others, here),
      ].map(short),
    ).toEqual(expected);
  });

  it('nobody edits or deletes a tombstone', () => {
    const here = place('member', 'PUBLIC', 'OPERATIONAL');
    expect([canEdit('me', tombstone, here, unlocked), canDelete('me', tombstone, here)].map(short)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
  });

  it('a null account owns nothing', () => {
    expect(
      short(canEdit(null, { ...own, authorId: null as never }, place('nobody', 'PUBLIC', 'OPERATIONAL'), unlocked)),
    ).toBe('UNAUTHENTICATED');
  });
});

describe('policies of keeping order', () => {
  const NO = 'FORBIDDEN';
  const OUT = 'UNAUTHENTICATED';
  const NONE = 'NOT_FOUND';
  // keep order, lock or pin, remove, restore, report
  it.each([
    ['nobody', 'PUBLIC', 'OPERATIONAL', [OUT, OUT, OUT, OUT, OUT]],
    ['nobody', 'PRIVATE', 'OPERATIONAL', [NONE, NONE, NONE, NONE, NONE]],
    ['unverified', 'PUBLIC', 'OPERATIONAL', [NO, NO, NO, NO, NO]],
    ['unverifiedFacilitator', 'PUBLIC', 'OPERATIONAL', [NO, NO, NO, NO, NO]],
    ['unverifiedFacilitator', 'PRIVATE', 'OPERATIONAL', [NONE, NONE, NONE, NONE, NONE]],
    ['stranger', 'PUBLIC', 'OPERATIONAL', [NO, NO, NO, NO, 'yes']],
    ['stranger', 'PRIVATE', 'OPERATIONAL', [NONE, NONE, NONE, NONE, NONE]],
    ['member', 'PUBLIC', 'OPERATIONAL', [NO, NO, NO, NO, 'yes']],
    ['member', 'PRIVATE', 'ARCHIVED', [NO, NO, NO, NO, 'yes']],
    ['staff', 'PUBLIC', 'OPERATIONAL', ['yes', 'yes', 'yes', 'yes', 'yes']],
    ['staff', 'PUBLIC', 'ARCHIVED', ['yes', NO, 'yes', 'yes', 'yes']],
    ['staff', 'PRIVATE', 'OPERATIONAL', [NONE, NONE, NONE, NONE, NONE]],
    ['facilitator', 'PUBLIC', 'OPERATIONAL', ['yes', 'yes', 'yes', 'yes', 'yes']],
    ['facilitator', 'PRIVATE', 'ORGANIZING', ['yes', 'yes', 'yes', 'yes', 'yes']],
    ['facilitator', 'PRIVATE', 'ARCHIVED', ['yes', NO, 'yes', 'yes', 'yes']],
  ] as const)('%s, %s, %s', (who, visibility, status, expected) => {
    const here = place(who, visibility, status);
    const verdicts = [
      canKeepOrder(here),
      canArrange(here),
      canRemove(others, here),
      canRestore(removed, here),
      canReport(others, here),
    ];
    expect(verdicts.map(short)).toEqual(expected);
  });

  it('lets nobody reply to a locked thread or edit in it, and its author still delete', () => {
    for (const who of ['member', 'facilitator'] as const) {
      const here = place(who, 'PUBLIC', 'OPERATIONAL');
      expect([canReply(here, locked), canEdit('me', own, here, locked), canDelete('me', own, here)].map(short)).toEqual(
        ['FORBIDDEN', 'FORBIDDEN', 'yes'],
      );
    }
  });

  it('keeps what is removed as it is: no edit, no second removal, no report; deleting stays possible', () => {
    const here = place('facilitator', 'PUBLIC', 'OPERATIONAL');
    expect(
      [
        canEdit('me', ownRemoved, here, unlocked),
        canRemove(removed, here),
        canReport(removed, here),
        canRestore(others, here),
        canDelete('me', ownRemoved, here),
      ].map(short),
    ).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'yes']);
  });

  it('leaves nothing to be done to what its author deleted', () => {
    const here = place('facilitator', 'PUBLIC', 'OPERATIONAL');
    const both = { ...tombstone, removedAt: '2026-11-21T00:00:00Z' };
    expect(
      [canRemove(tombstone, here), canRestore(both, here), canReport(tombstone, here), canReport(both, here)].map(
        short,
      ),
    ).toEqual(Array(4).fill('FORBIDDEN'));
  });

  it('shows what a removed post said to its author and to who may restore it', () => {
    const sees = (who: keyof typeof PEOPLE, visibility: 'PUBLIC' | 'PRIVATE', post = removed): boolean =>
      canSeeRemoved('me', post, place(who, visibility, 'OPERATIONAL')) === true;
    expect([sees('facilitator', 'PRIVATE'), sees('staff', 'PUBLIC'), sees('member', 'PUBLIC', ownRemoved)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([sees('member', 'PUBLIC'), sees('staff', 'PRIVATE'), sees('stranger', 'PRIVATE', ownRemoved)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('limitOf', () => {
  it('is lower in the first day of an account', () => {
    expect(limitOf('reply', v7())).toBe('new-reply');
    expect(limitOf('thread', v7({ msecs: Date.now() - 23 * 3_600_000 }))).toBe('new-thread');
    expect(limitOf('reply', v7({ msecs: Date.now() - 25 * 3_600_000 }))).toBe('reply');
    expect(limitOf('reply', v4())).toBe('reply');
  });
});
