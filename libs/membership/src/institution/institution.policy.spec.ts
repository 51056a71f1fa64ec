import { describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { REFUSALS } from '../standing/standing.policy.js';
import { canKeepInstitutions } from './institution.policy.js';

const person = (facts: { isStaff: boolean; emailVerified: boolean }): Viewer =>
  Viewer.member({ accountId: v7(), sessionId: v7(), tokenId: null, language: 'EN', ...facts });

describe('canKeepInstitutions', () => {
  it.each([
    ['nobody', Viewer.anonymous, REFUSALS.staffOnly],
    ['somebody', person({ isStaff: false, emailVerified: true }), REFUSALS.staffOnly],
    [
      'an administrator without a confirmed address',
      person({ isStaff: true, emailVerified: false }),
      REFUSALS.staffOnly,
    ],
    ['an administrator', person({ isStaff: true, emailVerified: true }), true],
  ])('%s', (_name, viewer, verdict) => expect(canKeepInstitutions(viewer)).toEqual(verdict));
});
