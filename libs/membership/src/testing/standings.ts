import { expect, it } from '@jest/globals';
import type { Verdict } from '#platform/errors';
import type { CommunityFacts } from '#communities';
import type { Standing } from '../standing/standing.type.js';

export const nobody: Standing = {
  role: null,
  signedIn: false,
  verified: false,
  isStaff: false,
  enrolled: false,
  removed: false,
};
export const unverified: Standing = { ...nobody, signedIn: true };
export const stranger: Standing = { ...unverified, verified: true };
export const staff: Standing = { ...stranger, isStaff: true };
export const member: Standing = { ...stranger, role: 'MEMBER' };
export const facilitator: Standing = { ...stranger, role: 'FACILITATOR' };
export const unverifiedMember: Standing = { ...unverified, role: 'MEMBER' };
export const enrolled: Standing = { ...member, enrolled: true };
export const removed: Standing = { ...stranger, removed: true };
export const unverifiedStaff: Standing = { ...unverified, isStaff: true };
export const people = { nobody, unverified, unverifiedMember, stranger, staff, member, facilitator };
export type Who = keyof typeof people;

export const open: CommunityFacts = {
  id: 'a',
  slug: 'a',
  visibility: 'PUBLIC',
  joinPolicy: 'OPEN',
  eligibility: 'ANYONE',
  status: 'OPERATIONAL',
  associationId: 'x',
  enrolledProgrammes: [],
};
export const organizing: CommunityFacts = { ...open, status: 'ORGANIZING' };
export const archived: CommunityFacts = { ...open, status: 'ARCHIVED' };
export const secret: CommunityFacts = {
  ...open,
  visibility: 'PRIVATE',
  joinPolicy: 'APPLICATION',
  eligibility: 'SELF_IDENTIFIED',
};
export const secretOrganizing: CommunityFacts = { ...secret, status: 'ORGANIZING' };
export const secretArchived: CommunityFacts = { ...secret, status: 'ARCHIVED' };
export const places = { open, organizing, archived, secret, secretOrganizing, secretArchived };
export type Where = keyof typeof places;

/** Columns: nobody, unverified, unverifiedMember, stranger, staff, member, facilitator. */
export const table = (
  policy: (standing: Standing, community: CommunityFacts) => Verdict,
  rows: Record<Where, readonly Verdict[]>,
): void => {
  const cases = (Object.keys(rows) as Where[]).flatMap((where) =>
    (Object.keys(people) as Who[]).map((who, column) => [who, where, rows[where][column]] as const),
  );
  it.each(cases)('%s in %s', (who, where, verdict) => {
    expect(verdict).toBeDefined();
    expect(policy(people[who], places[where])).toEqual(verdict);
  });
};
