import { describe, expect, it } from '@jest/globals';
import type { Standing } from '#membership';
import { canTurnDial } from './cadence.policy.js';

const member: Standing = {
  role: 'MEMBER',
  signedIn: true,
  verified: true,
  isStaff: false,
  enrolled: false,
  removed: false,
};

describe('canTurnDial', () => {
  it.each<[string, Partial<Standing>, string | true]>([
    ['nobody', { role: null, signedIn: false, verified: false }, 'UNAUTHENTICATED'],
    ['an outsider', { role: null }, 'FORBIDDEN'],
    ['an administrator who is no member', { role: null, isStaff: true }, 'FORBIDDEN'],
    ['somebody who was removed', { role: null, removed: true }, 'FORBIDDEN'],
    ['a member without a proved address', { verified: false }, 'FORBIDDEN'],
    ['a member', {}, true],
    ['a facilitator', { role: 'FACILITATOR' }, true],
    ['somebody whom a programme enrolled', { enrolled: true }, true],
  ])('answers %s', (_who, facts, expected) => {
    const verdict = canTurnDial({ ...member, ...facts });
    expect(verdict === true ? true : verdict.code).toBe(expected);
  });
});
