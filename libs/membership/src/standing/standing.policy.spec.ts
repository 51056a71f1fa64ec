import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '#platform/errors';
import {
  stranger,
  member,
  facilitator,
  enrolled,
  removed,
  people,
  open,
  archived,
  table,
  type Who,
} from '../testing/standings.js';
import {
  canApply,
  canFacilitate,
  canInvite,
  canJoin,
  canLeave,
  canRead,
  canRemove,
  REFUSALS,
} from './standing.policy.js';

const { hidden, signIn, unverified: confirm, archived: over, alreadyIn, application } = REFUSALS;

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
  table((standing, community) => canJoin(standing, community, true, true), {
    open: [signIn, confirm, confirm, true, true, alreadyIn, alreadyIn],
    organizing: [signIn, confirm, confirm, true, true, alreadyIn, alreadyIn],
    archived: [signIn, confirm, confirm, over, over, alreadyIn, alreadyIn],
    secret: [signIn, confirm, confirm, application, application, alreadyIn, alreadyIn],
    secretOrganizing: [signIn, confirm, confirm, application, application, alreadyIn, alreadyIn],
    secretArchived: [signIn, confirm, confirm, over, over, alreadyIn, alreadyIn],
  });

  it('asks of each community for whom it is', () => {
    expect(canJoin(stranger, { ...open, joinPolicy: 'CLOSED' }, true, true)).toBe(REFUSALS.closed);
    for (const eligibility of ['MEMBER_INSTITUTION', 'MEMBER_OR_COLLABORATOR'] as const) {
      const place = { ...open, eligibility };
      expect(canJoin(stranger, place, true, false)).toBe(true);
      // A stated sentence replaces no record.
      expect(canJoin(stranger, place, false, true)).toBe(REFUSALS[eligibility]);
      expect(canJoin(stranger, place, null, true)).toBe(REFUSALS[eligibility]);
    }
  });

  it('takes the word of those who work at a museum, when it is given', () => {
    const place = { ...open, eligibility: 'MUSEUM_STAFF' } as const;
    expect(canJoin(stranger, place, null, true)).toBe(true);
    expect(canJoin(stranger, place, null, false)).toBe(REFUSALS.MUSEUM_STAFF);
  });

  it('opens no door to those who identify themselves: a facilitator hears them', () => {
    expect(canJoin(stranger, { ...open, eligibility: 'SELF_IDENTIFIED' }, null, true)).toBe(REFUSALS.SELF_IDENTIFIED);
  });

  it('lets nobody walk in again whom a facilitator removed', () => {
    expect(canJoin(removed, open, true, true)).toBe(REFUSALS.removed);
    expect(canJoin(removed, archived, true, true)).toBe(over);
  });
});

describe('canApply', () => {
  const byForm = { ...open, joinPolicy: 'APPLICATION' } as const;

  table((standing, community) => canApply(standing, community, null), {
    open: [signIn, confirm, confirm, REFUSALS.openDoor, REFUSALS.openDoor, alreadyIn, alreadyIn],
    organizing: [signIn, confirm, confirm, REFUSALS.openDoor, REFUSALS.openDoor, alreadyIn, alreadyIn],
    archived: [signIn, confirm, confirm, over, over, alreadyIn, alreadyIn],
    secret: [signIn, confirm, confirm, true, true, alreadyIn, alreadyIn],
    secretOrganizing: [signIn, confirm, confirm, true, true, alreadyIn, alreadyIn],
    secretArchived: [signIn, confirm, confirm, over, over, alreadyIn, alreadyIn],
  });

  it('asks for whom the community is, where records tell it', () => {
    const place = { ...byForm, eligibility: 'MEMBER_INSTITUTION' } as const;
    expect(canApply(stranger, place, true)).toBe(true);
    expect(canApply(stranger, place, false)).toBe(REFUSALS.MEMBER_INSTITUTION);
    expect(canApply(stranger, { ...byForm, eligibility: 'MUSEUM_STAFF' }, null)).toBe(true);
  });

  it('hears also those who were removed, and nobody where nobody is taken', () => {
    expect(canApply(removed, byForm, true)).toBe(true);
    expect(canApply(stranger, { ...byForm, joinPolicy: 'CLOSED' }, true)).toBe(REFUSALS.closed);
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

  it('keeps those whom a programme enrolled', () => {
    expect(canLeave(enrolled)).toBe(REFUSALS.enrolled);
    expect(canLeave({ ...enrolled, role: 'FACILITATOR' })).toBe(REFUSALS.enrolled);
  });
});

describe('canFacilitate and canRemove', () => {
  const { facilitatorsOnly } = REFUSALS;

  it.each<[Who, Verdict]>([
    ['nobody', signIn],
    ['unverified', confirm],
    ['unverifiedMember', confirm],
    ['stranger', facilitatorsOnly],
    ['staff', facilitatorsOnly],
    ['member', facilitatorsOnly],
    ['facilitator', true],
  ])('%s', (who, verdict) => {
    expect(canFacilitate(people[who])).toEqual(verdict);
    expect(canRemove(people[who], member)).toEqual(verdict);
    expect(canRemove(people[who], enrolled)).toEqual(verdict === true ? REFUSALS.heldByProgramme : verdict);
  });
});

describe('canInvite', () => {
  const { facilitatorsOnly } = REFUSALS;
  const leading = [signIn, confirm, confirm, facilitatorsOnly, facilitatorsOnly, facilitatorsOnly, true] as const;
  const finished = [...leading.slice(0, 6), over] as const;
  table(canInvite, {
    open: leading,
    organizing: leading,
    archived: finished,
    secret: leading,
    secretOrganizing: leading,
    secretArchived: finished,
  });

  it('is over where nobody is taken', () => {
    expect(canInvite(facilitator, { ...open, joinPolicy: 'CLOSED' })).toBe(REFUSALS.closed);
  });
});
