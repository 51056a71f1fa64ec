import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#platform/errors';
import type { Door } from './door.decorator.js';
import { passDoor } from './door.policy.js';
import { Viewer } from './viewer.js';

const facts = {
  accountId: 'a',
  sessionId: 's',
  tokenId: null,
  isStaff: false,
  emailVerified: true,
  language: 'EN',
} as const;
const viewers = {
  nobody: Viewer.anonymous,
  unverified: Viewer.member({ ...facts, emailVerified: false }),
  member: Viewer.member(facts),
  script: Viewer.member({ ...facts, sessionId: null, tokenId: 't' }),
  staff: Viewer.member({ ...facts, isStaff: true }),
  'unverified staff': Viewer.member({ ...facts, isStaff: true, emailVerified: false }),
};

const outcome = (viewer: Viewer, door: Door): string => {
  try {
    passDoor(viewer, door);
    return 'in';
  } catch (error) {
    return error instanceof DomainError ? error.code : 'bug';
  }
};

describe('doors', () => {
  it.each<[keyof typeof viewers, string, string, string, string]>([
    ['nobody', 'in', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['unverified', 'in', 'in', 'FORBIDDEN', 'FORBIDDEN'],
    ['member', 'in', 'in', 'in', 'FORBIDDEN'],
    ['script', 'in', 'in', 'in', 'FORBIDDEN'],
    ['staff', 'in', 'in', 'in', 'in'],
    ['unverified staff', 'in', 'in', 'FORBIDDEN', 'FORBIDDEN'],
  ])('%s', (who, ...expected) => {
    const doors: Door[] = ['public', 'signed-in-unverified', 'signed-in', 'staff'];
    expect(doors.map((door) => outcome(viewers[who], door))).toEqual(expected);
  });
});
