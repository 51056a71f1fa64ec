import { describe, expect, it } from '@jest/globals';
import { v4, v7 } from 'uuid';
import type { Verdict } from '#platform/errors';
import type { Place } from '../thread/place.type.js';
import { canReadThread, canReply } from '../thread/thread.policy.js';
import { canDelete, canEdit, limitOf } from './post.policy.js';

const short = (verdict: Verdict): string => (verdict === true ? 'yes' : verdict.code);

/** Who asks, by name. */
const PEOPLE = {
  nobody: { role: null, signedIn: false, verified: false, isStaff: false },
  unverified: { role: null, signedIn: true, verified: false, isStaff: false },
  stranger: { role: null, signedIn: true, verified: true, isStaff: false },
  staff: { role: null, signedIn: true, verified: true, isStaff: true },
  member: { role: 'MEMBER', signedIn: true, verified: true, isStaff: false },
  facilitator: { role: 'FACILITATOR', signedIn: true, verified: true, isStaff: false },
} as const;

const place = (
  who: keyof typeof PEOPLE,
  visibility: 'PUBLIC' | 'PRIVATE',
  status: 'ORGANIZING' | 'OPERATIONAL' | 'ARCHIVED',
): Place => ({
  community: { id: 'c', slug: 'c', visibility, status, joinPolicy: 'OPEN', eligibility: 'ANYONE' },
  standing: PEOPLE[who],
});

const own = { authorId: 'me', deleted: false };
const others = { authorId: 'you', deleted: false };
const tombstone = { authorId: 'me', deleted: true };

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
        canReply(here),
        canEdit('me', own, here),
        canDelete('me', own, here),
        canEdit('me', others, here),
        canDelete('me', others, here),
      ].map(short),
    ).toEqual(expected);
  });

  it('nobody edits or deletes a tombstone', () => {
    const here = place('member', 'PUBLIC', 'OPERATIONAL');
    expect([canEdit('me', tombstone, here), canDelete('me', tombstone, here)].map(short)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
  });

  it('a null account owns nothing', () => {
    expect(
      short(canEdit(null, { authorId: null as never, deleted: false }, place('nobody', 'PUBLIC', 'OPERATIONAL'))),
    ).toBe('UNAUTHENTICATED');
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
