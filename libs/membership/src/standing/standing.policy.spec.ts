import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '#platform/errors';
import type { CommunityFacts } from '#communities';
import {
  abilitiesIn,
  canAppointFacilitator,
  canJoin,
  canLeave,
  canPost,
  canRead,
  canStartThread,
  REFUSALS,
} from './standing.policy.js';
import type { Standing } from './standing.type.js';

const nobody: Standing = { role: null, signedIn: false, verified: false, isStaff: false };
const unverified: Standing = { ...nobody, signedIn: true };
const stranger: Standing = { ...unverified, verified: true };
const staff: Standing = { ...stranger, isStaff: true };
const member: Standing = { ...stranger, role: 'MEMBER' };
const facilitator: Standing = { ...stranger, role: 'FACILITATOR' };
const unverifiedMember: Standing = { ...unverified, role: 'MEMBER' };
const people = { nobody, unverified, unverifiedMember, stranger, staff, member, facilitator };
type Who = keyof typeof people;

const open: CommunityFacts = {
  id: 'a',
  slug: 'a',
  visibility: 'PUBLIC',
  joinPolicy: 'OPEN',
  eligibility: 'ANYONE',
  status: 'OPERATIONAL',
};
const organizing: CommunityFacts = { ...open, status: 'ORGANIZING' };
const archived: CommunityFacts = { ...open, status: 'ARCHIVED' };
const secret: CommunityFacts = {
  ...open,
  visibility: 'PRIVATE',
  joinPolicy: 'APPLICATION',
  eligibility: 'SELF_IDENTIFIED',
};
const secretOrganizing: CommunityFacts = { ...secret, status: 'ORGANIZING' };
const secretArchived: CommunityFacts = { ...secret, status: 'ARCHIVED' };
const places = { open, organizing, archived, secret, secretOrganizing, secretArchived };
type Where = keyof typeof places;

const {
  hidden,
  signIn,
  unverified: confirm,
  archived: over,
  alreadyIn,
  joinFirst,
  organizing: notYet,
  application,
} = REFUSALS;

/** Columns: nobody, unverified, unverifiedMember, stranger, staff, member, facilitator. */
const table = (
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

describe('canRead', () => {
  const all = [true, true, true, true, true, true, true] as const;
  const insiders = [hidden, hidden, hidden, hidden, hidden, true, true] as const;
  table(canRead, {
    open: all,
    organizing: all,
    archived: all,
    secret: insiders,
    secretOrganizing: insiders,
    secretArchived: insiders,
  });
});

describe('canJoin', () => {
  table(canJoin, {
    open: [signIn, confirm, confirm, true, true, alreadyIn, alreadyIn],
    organizing: [signIn, confirm, confirm, true, true, alreadyIn, alreadyIn],
    archived: [signIn, confirm, confirm, over, over, alreadyIn, alreadyIn],
    secret: [signIn, confirm, confirm, application, application, alreadyIn, alreadyIn],
    secretOrganizing: [signIn, confirm, confirm, application, application, alreadyIn, alreadyIn],
    secretArchived: [signIn, confirm, confirm, over, over, alreadyIn, alreadyIn],
  });

  it('tells the rule of each community that is not open to anyone', () => {
    expect(canJoin(stranger, { ...open, joinPolicy: 'CLOSED' })).toBe(REFUSALS.closed);
    for (const eligibility of [
      'MUSEUM_STAFF',
      'MEMBER_INSTITUTION',
      'MEMBER_OR_COLLABORATOR',
      'SELF_IDENTIFIED',
    ] as const) {
      expect(canJoin(stranger, { ...open, eligibility })).toBe(REFUSALS[eligibility]);
    }
  });
});

describe('canLeave', () => {
  it.each<[Who, Verdict]>([
    ['nobody', signIn],
    ['unverified', confirm],
    ['unverifiedMember', confirm],
    ['stranger', REFUSALS.notIn],
    ['staff', REFUSALS.notIn],
    ['member', true],
    ['facilitator', true],
  ])('%s', (who, verdict) => expect(canLeave(people[who])).toEqual(verdict));
});

describe('canPost', () => {
  const inUse = [signIn, confirm, confirm, joinFirst, joinFirst, true, true] as const;
  const closed = [signIn, confirm, confirm, over, over, over, over] as const;
  table(canPost, {
    open: inUse,
    organizing: [signIn, confirm, confirm, joinFirst, true, true, true],
    archived: closed,
    secret: inUse,
    secretOrganizing: inUse,
    secretArchived: closed,
  });
});

describe('canStartThread', () => {
  const inUse = [signIn, confirm, confirm, joinFirst, joinFirst, true, true] as const;
  const closed = [signIn, confirm, confirm, over, over, over, over] as const;
  table(canStartThread, {
    open: inUse,
    organizing: [signIn, confirm, confirm, joinFirst, true, notYet, true],
    archived: closed,
    secret: inUse,
    secretOrganizing: [signIn, confirm, confirm, joinFirst, joinFirst, notYet, true],
    secretArchived: closed,
  });

  it('lets staff who are members start threads where a private community is being set up', () => {
    expect(canStartThread({ ...member, isStaff: true }, secretOrganizing)).toBe(true);
  });
});

describe('canAppointFacilitator', () => {
  it.each<[Who, Verdict]>([
    ['nobody', signIn],
    ['unverified', confirm],
    ['stranger', REFUSALS.staffOnly],
    ['staff', true],
    ['member', REFUSALS.staffOnly],
    ['facilitator', REFUSALS.staffOnly],
  ])('%s', (who, verdict) => expect(canAppointFacilitator(people[who])).toEqual(verdict));
});

describe('viewerCan', () => {
  it('says what the policies say', () => {
    expect(abilitiesIn(stranger, open)).toEqual({
      join: true,
      leave: false,
      startThread: false,
      appointFacilitator: false,
    });
    expect(abilitiesIn(member, open)).toEqual({
      join: false,
      leave: true,
      startThread: true,
      appointFacilitator: false,
    });
    expect(abilitiesIn(nobody, open)).toEqual({
      join: false,
      leave: false,
      startThread: false,
      appointFacilitator: false,
    });
  });
});
