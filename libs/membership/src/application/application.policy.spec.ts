import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '#platform/errors';
import type { Standing } from '../standing/standing.type.js';
import {
  canBeAccepted,
  canBecome,
  canDecide,
  canReadPrivateAnswers,
  canSeeApplication,
  canWithdraw,
} from './application.policy.js';

const somebody: Standing = {
  role: null,
  signedIn: true,
  verified: true,
  isStaff: false,
  enrolled: false,
  removed: false,
};
const standings = {
  nobody: { ...somebody, signedIn: false, verified: false },
  unverified: { ...somebody, verified: false },
  account: somebody,
  staff: { ...somebody, isStaff: true },
  member: { ...somebody, role: 'MEMBER' },
  'staff who is a member': { ...somebody, role: 'MEMBER', isStaff: true },
  facilitator: { ...somebody, role: 'FACILITATOR' },
  'facilitator without a confirmed address': { ...somebody, role: 'FACILITATOR', verified: false },
  'staff who is a facilitator': { ...somebody, role: 'FACILITATOR', isStaff: true },
} as const satisfies Record<string, Standing>;

const outcome = (verdict: Verdict): string => (verdict === true ? 'yes' : verdict.code);

describe('an application of somebody else', () => {
  it.each<[keyof typeof standings, string, string, string, string]>([
    // who, may see it, may read private answers, may decide, may take it back
    ['nobody', 'NOT_FOUND', 'UNAUTHENTICATED', 'NOT_FOUND', 'NOT_FOUND'],
    ['unverified', 'NOT_FOUND', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND'],
    ['account', 'NOT_FOUND', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND'],
    ['staff', 'NOT_FOUND', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND'],
    ['member', 'NOT_FOUND', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND'],
    ['staff who is a member', 'NOT_FOUND', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND'],
    ['facilitator', 'yes', 'yes', 'yes', 'FORBIDDEN'],
    ['facilitator without a confirmed address', 'NOT_FOUND', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND'],
    ['staff who is a facilitator', 'yes', 'yes', 'yes', 'FORBIDDEN'],
  ])('%s', (who, ...expected) => {
    const standing = standings[who];
    const viewer = { standing, isApplicant: false };
    expect([
      outcome(canSeeApplication(viewer)),
      outcome(canReadPrivateAnswers(standing)),
      outcome(canDecide(viewer)),
      outcome(canWithdraw(viewer)),
    ]).toEqual(expected);
  });
});

describe('one’s own application', () => {
  it.each<[keyof typeof standings, string, string, string, string]>([
    ['unverified', 'NOT_FOUND', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND'],
    ['account', 'yes', 'FORBIDDEN', 'FORBIDDEN', 'yes'],
    ['staff', 'yes', 'FORBIDDEN', 'FORBIDDEN', 'yes'],
    ['member', 'yes', 'FORBIDDEN', 'FORBIDDEN', 'yes'],
  ])('%s', (who, ...expected) => {
    const standing = standings[who];
    const viewer = { standing, isApplicant: true };
    expect([
      outcome(canSeeApplication(viewer)),
      outcome(canReadPrivateAnswers(standing)),
      outcome(canDecide(viewer)),
      outcome(canWithdraw(viewer)),
    ]).toEqual(expected);
  });
});

describe('accepting', () => {
  const open = { status: 'OPERATIONAL', joinPolicy: 'APPLICATION' } as const;

  it.each<[Parameters<typeof canBeAccepted>, string]>([
    [[open, true, true], 'yes'],
    [[open, null, true], 'yes'],
    [[{ ...open, status: 'ORGANIZING' }, true, true], 'yes'],
    [[{ ...open, joinPolicy: 'OPEN' }, true, true], 'yes'],
    [[open, false, true], 'FORBIDDEN'],
    [[open, true, false], 'FORBIDDEN'],
    [[{ ...open, status: 'ARCHIVED' }, true, true], 'FORBIDDEN'],
    [[{ ...open, joinPolicy: 'CLOSED' }, true, true], 'FORBIDDEN'],
  ])('%j: %s', (given, expected) => expect(outcome(canBeAccepted(...given))).toBe(expected));
});

describe('what an application may become', () => {
  it.each<[...Parameters<typeof canBecome>, string]>([
    ['WAITING', 'ACCEPTED', 'yes'],
    ['WAITING', 'DECLINED', 'yes'],
    ['WAITING', 'WITHDRAWN', 'yes'],
    ['ACCEPTED', 'ACCEPTED', 'yes'],
    ['ACCEPTED', 'DECLINED', 'CONFLICT'],
    ['ACCEPTED', 'WITHDRAWN', 'CONFLICT'],
    ['DECLINED', 'ACCEPTED', 'CONFLICT'],
    ['DECLINED', 'DECLINED', 'yes'],
    ['DECLINED', 'WITHDRAWN', 'CONFLICT'],
    ['WITHDRAWN', 'ACCEPTED', 'CONFLICT'],
    ['WITHDRAWN', 'DECLINED', 'CONFLICT'],
    ['WITHDRAWN', 'WITHDRAWN', 'yes'],
  ])('%s → %s: %s', (present, wanted, expected) => expect(outcome(canBecome(present, wanted))).toBe(expected));
});
