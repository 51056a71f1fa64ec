import type { CommunityFacts } from '#communities';
import type { Refusal, Verdict } from '#platform/errors';
import type { Standing } from './standing.type.js';

const forbidden = (message: string): Refusal => ({ code: 'FORBIDDEN', message });

/** Why somebody may not do something in a community; each sentence says what the rule is. */
export const REFUSALS = {
  hidden: { code: 'NOT_FOUND', message: 'There is nothing here, or you may not see it.' },
  signIn: { code: 'UNAUTHENTICATED', message: 'Please sign in first.' },
  unverified: forbidden('Please confirm your e-mail address first: open the link in the message that we sent you.'),
  archived: forbidden('This community is archived: it can be read, but takes nothing new.'),
  alreadyIn: forbidden('You are a member of this community already.'),
  notIn: forbidden('You are not a member of this community.'),
  joinFirst: forbidden('Only members of this community may do this. Join it first.'),
  organizing: forbidden('This community is being set up: only its facilitators and staff start threads.'),
  staffOnly: forbidden('Only administrators of the site may do this.'),
  closed: forbidden('This community takes nobody new.'),
  application: forbidden('This community is joined by an application, which a facilitator decides.'),
  MUSEUM_STAFF: forbidden('This community is for people who work at a museum or similar.'),
  MEMBER_INSTITUTION: forbidden('This community is for people whose institution is a member of the association.'),
  MEMBER_OR_COLLABORATOR: forbidden(
    'This community is for people whose institution is a member of the association or a collaborator.',
  ),
  SELF_IDENTIFIED: forbidden('This community is for those who identify themselves as it asks.'),
} as const satisfies Record<string, Refusal>;

type Rules = Pick<CommunityFacts, 'visibility' | 'status' | 'joinPolicy' | 'eligibility'>;

/**
 * Who may read what a community holds: its threads, members and counts. Name, summary and rule are everybody's.
 * Administrators of the site are no exception: to read a private community they must be appointed, which is audited.
 */
export function canRead(standing: Standing, community: Pick<Rules, 'visibility'>): Verdict {
  if (community.visibility === 'PUBLIC') return true;
  return standing.role !== null && standing.verified ? true : REFUSALS.hidden;
}

/** Who may join by one click: anybody with a confirmed address, where the door is open to anyone. */
export function canJoin(standing: Standing, community: Rules): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  if (standing.role !== null) return REFUSALS.alreadyIn;
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  if (community.joinPolicy === 'CLOSED') return REFUSALS.closed;
  if (community.joinPolicy === 'APPLICATION') return REFUSALS.application;
  return community.eligibility === 'ANYONE' ? true : REFUSALS[community.eligibility];
}

/** Whoever is in may leave, at any time. */
export function canLeave(standing: Standing): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  return standing.role !== null ? true : REFUSALS.notIn;
}

/** Who may add to what a community holds: its members, and while a public one is being set up also staff. */
export function canPost(standing: Standing, community: Rules): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  return standing.role !== null || helpsToOrganize(standing, community) ? true : REFUSALS.joinFirst;
}

/** Who may start a thread: whoever may post, but while the community is being set up only facilitators and staff. */
export function canStartThread(standing: Standing, community: Rules): Verdict {
  const barred = canPost(standing, community);
  if (barred !== true || community.status !== 'ORGANIZING') return barred;
  return standing.role === 'FACILITATOR' || standing.isStaff ? true : REFUSALS.organizing;
}

/** Who may make somebody a facilitator: staff, in communities of every kind. */
export function canAppointFacilitator(standing: Standing): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  return standing.isStaff ? true : REFUSALS.staffOnly;
}

const mayAct = (standing: Standing): Verdict => {
  if (!standing.signedIn) return REFUSALS.signIn;
  return standing.verified ? true : REFUSALS.unverified;
};

const helpsToOrganize = (standing: Standing, community: Rules): boolean =>
  standing.isStaff && community.status === 'ORGANIZING' && community.visibility === 'PUBLIC';

/** The answers of the policies above for one viewer in one community, as `viewerCan` shows them. */
export const abilitiesIn = (
  standing: Standing,
  community: Rules,
): Record<'join' | 'leave' | 'startThread' | 'appointFacilitator', boolean> => ({
  join: canJoin(standing, community) === true,
  leave: canLeave(standing) === true,
  startThread: canStartThread(standing, community) === true,
  appointFacilitator: canAppointFacilitator(standing) === true,
});
