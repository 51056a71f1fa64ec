import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '#platform/errors';
import {
  nobody,
  stranger,
  staff,
  member,
  facilitator,
  enrolled,
  unverifiedStaff,
  people,
  open,
  secret,
  secretOrganizing,
  table,
  type Who,
} from '../testing/standings.js';
import {
  abilitiesIn,
  canAppointFacilitator,
  canEditTexts,
  canManageCommunities,
  canModerate,
  canPost,
  canShare,
  canStartThread,
  REFUSALS,
} from './standing.policy.js';

const { signIn, unverified: confirm, archived: over, joinFirst, organizing: notYet, organizingLibrary } = REFUSALS;

describe('canModerate', () => {
  const { facilitatorsOnly } = REFUSALS;
  const inPublic = [signIn, confirm, confirm, facilitatorsOnly, true, facilitatorsOnly, true] as const;
  const inPrivate = [signIn, confirm, confirm, facilitatorsOnly, facilitatorsOnly, facilitatorsOnly, true] as const;
  table(canModerate, {
    open: inPublic,
    organizing: inPublic,
    archived: inPublic,
    secret: inPrivate,
    secretOrganizing: inPrivate,
    secretArchived: inPrivate,
  });

  it('is nothing for administrators whose address is not confirmed', () => {
    expect(canModerate(unverifiedStaff, open)).toBe(confirm);
  });
});

describe('canEditTexts and canManageCommunities', () => {
  const { editorsOnly, staffOnly } = REFUSALS;

  it.each<[Who, Verdict, Verdict]>([
    ['nobody', signIn, signIn],
    ['unverified', confirm, confirm],
    ['unverifiedMember', confirm, confirm],
    ['stranger', editorsOnly, staffOnly],
    ['staff', true, true],
    ['member', editorsOnly, staffOnly],
    ['facilitator', true, staffOnly],
  ])('%s', (who, edit, manage) => {
    expect(canEditTexts(people[who])).toEqual(edit);
    expect(canManageCommunities(people[who])).toEqual(manage);
  });
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

describe('canShare', () => {
  const inUse = [signIn, confirm, confirm, joinFirst, joinFirst, true, true] as const;
  const closed = [signIn, confirm, confirm, over, over, over, over] as const;
  table(canShare, {
    open: inUse,
    organizing: [signIn, confirm, confirm, joinFirst, true, organizingLibrary, true],
    archived: closed,
    secret: inUse,
    secretOrganizing: [signIn, confirm, confirm, joinFirst, joinFirst, organizingLibrary, true],
    secretArchived: closed,
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
  const none = {
    join: false,
    apply: false,
    leave: false,
    startThread: false,
    shareResource: false,
    appointFacilitator: false,
    facilitate: false,
    invite: false,
    edit: false,
    moderate: false,
  };

  it('says what the policies say', () => {
    expect(abilitiesIn(nobody, open, null)).toEqual(none);
    expect(abilitiesIn(stranger, open, true)).toEqual({ ...none, join: true });
    expect(abilitiesIn(stranger, secret, null)).toEqual({ ...none, apply: true });
    expect(abilitiesIn(member, open, null)).toEqual({ ...none, leave: true, startThread: true, shareResource: true });
    expect(abilitiesIn(enrolled, open, null)).toEqual({ ...none, startThread: true, shareResource: true });
    expect(abilitiesIn(staff, open, true)).toEqual({
      ...none,
      join: true,
      appointFacilitator: true,
      edit: true,
      moderate: true,
    });
    expect(abilitiesIn(facilitator, secret, null)).toEqual({
      ...none,
      leave: true,
      startThread: true,
      shareResource: true,
      facilitate: true,
      invite: true,
      edit: true,
      moderate: true,
    });
  });

  it('shows the door also where a sentence is to be stated at it', () => {
    expect(abilitiesIn(stranger, { ...open, eligibility: 'MUSEUM_STAFF' }, null).join).toBe(true);
  });
});
