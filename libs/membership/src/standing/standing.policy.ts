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
  organizingLibrary: forbidden('This community is being set up: only its facilitators and staff share resources.'),
  staffOnly: forbidden('Only administrators of the site may do this.'),
  closed: forbidden('This community takes nobody new.'),
  facilitatorsOnly: forbidden('Only facilitators of this community may do this.'),
  editorsOnly: forbidden('Only facilitators of this community and administrators of the site may do this.'),
  removed: forbidden('A facilitator removed you from this community. You are in again once a facilitator lets you in.'),
  enrolled: forbidden('A programme enrolled you in this community: it has to release you before you can leave.'),
  heldByProgramme: forbidden('A programme enrolled this person: it has to release them before they can be removed.'),
  lastFacilitator: forbidden(
    'A community keeps one facilitator at least. Make another member a facilitator first, or ask an administrator of the site to appoint one.',
  ),
  openDoor: forbidden('This community is joined by one click, without an application.'),
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

/**
 * Who may join by one click: anybody with a confirmed address whom the community is for, where the door is open.
 * `meets` is what `EligibilityService.meets` says; `attested`, whether the community's sentence was stated.
 */
export function canJoin(standing: Standing, community: Rules, meets: boolean | null, attested: boolean): Verdict {
  const barred = mayEnter(standing, community);
  if (barred !== true) return barred;
  if (community.joinPolicy === 'APPLICATION') return REFUSALS.application;
  if (standing.removed) return REFUSALS.removed;
  // One's own word alone opens no door for those who identify themselves: a facilitator hears it.
  const fits = meets ?? (attested && community.eligibility === 'MUSEUM_STAFF');
  return fits || community.eligibility === 'ANYONE' ? true : REFUSALS[community.eligibility];
}

/**
 * Who may apply: anybody with a confirmed address whom the community is for (or whose own word alone can tell), where
 * facilitators decide; also somebody who was removed. `meets` is what `EligibilityService.meets` says.
 */
export function canApply(standing: Standing, community: Rules, meets: boolean | null): Verdict {
  const barred = mayEnter(standing, community);
  if (barred !== true) return barred;
  if (community.joinPolicy === 'OPEN') return REFUSALS.openDoor;
  return meets === false && community.eligibility !== 'ANYONE' ? REFUSALS[community.eligibility] : true;
}

/** Whoever is in may leave, at any time, but for those whom a programme enrolled. */
export function canLeave(standing: Standing): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  if (standing.role === null) return REFUSALS.notIn;
  return standing.enrolled ? REFUSALS.enrolled : true;
}

/**
 * Whom a facilitator may remove: everybody but those whom a programme enrolled. `target` is the membership in question.
 */
export function canRemove(standing: Standing, target: Pick<Standing, 'enrolled'>): Verdict {
  const barred = canFacilitate(standing);
  if (barred !== true) return barred;
  return target.enrolled ? REFUSALS.heldByProgramme : true;
}

/** Who may lead: decide applications, change roles, remove members. Administrators are no exception. */
export function canFacilitate(standing: Standing): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  return standing.role === 'FACILITATOR' ? true : REFUSALS.facilitatorsOnly;
}

/** Who may invite: facilitators, where the community takes anybody. */
export function canInvite(standing: Standing, community: Pick<Rules, 'status' | 'joinPolicy'>): Verdict {
  const barred = canFacilitate(standing);
  if (barred !== true) return barred;
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  return community.joinPolicy === 'CLOSED' ? REFUSALS.closed : true;
}

/** Who may keep order among threads and posts: facilitators, and in public communities administrators too. */
export function canModerate(standing: Standing, community: Pick<Rules, 'visibility'>): Verdict {
  const barred = canFacilitate(standing);
  if (barred === true || !(standing.isStaff && standing.verified)) return barred;
  return community.visibility === 'PUBLIC' ? true : barred;
}

/** Who may change a community's name, summary and keywords: its facilitators and administrators of the site. */
export function canEditTexts(standing: Standing): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  return standing.role === 'FACILITATOR' || standing.isStaff ? true : REFUSALS.editorsOnly;
}

/** Who may create communities and change their rules, addresses and lives: administrators of the site. */
export function canManageCommunities(standing: Pick<Standing, 'signedIn' | 'verified' | 'isStaff'>): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  return standing.isStaff ? true : REFUSALS.staffOnly;
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

/** Who may share resources: whoever may post, but while the community is being set up only facilitators and staff. */
export function canShare(standing: Standing, community: Rules): Verdict {
  const barred = canStartThread(standing, community);
  return barred === REFUSALS.organizing ? REFUSALS.organizingLibrary : barred;
}

/** Who may make somebody a facilitator: staff, in communities of every kind. */
export function canAppointFacilitator(standing: Standing): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  return standing.isStaff ? true : REFUSALS.staffOnly;
}

const mayAct = (standing: Pick<Standing, 'signedIn' | 'verified'>): Verdict => {
  if (!standing.signedIn) return REFUSALS.signIn;
  return standing.verified ? true : REFUSALS.unverified;
};

/** Whatever the rule, these do not get in. */
function mayEnter(standing: Standing, community: Rules): Verdict {
  const barred = mayAct(standing);
  if (barred !== true) return barred;
  if (standing.role !== null) return REFUSALS.alreadyIn;
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  return community.joinPolicy === 'CLOSED' ? REFUSALS.closed : true;
}

const helpsToOrganize = (standing: Standing, community: Rules): boolean =>
  standing.isStaff && community.status === 'ORGANIZING' && community.visibility === 'PUBLIC';

/** What `viewerCan` shows of a community. */
export type Ability =
  | 'join'
  | 'apply'
  | 'leave'
  | 'startThread'
  | 'shareResource'
  | 'appointFacilitator'
  | 'facilitate'
  | 'invite'
  | 'edit'
  | 'moderate';

/** The answers of the policies above for one viewer in one community; `join` also where a sentence is to be stated. */
export const abilitiesIn = (standing: Standing, community: Rules, meets: boolean | null): Record<Ability, boolean> => ({
  join: canJoin(standing, community, meets, true) === true,
  apply: canApply(standing, community, meets) === true,
  leave: canLeave(standing) === true,
  startThread: canStartThread(standing, community) === true,
  shareResource: canShare(standing, community) === true,
  appointFacilitator: canAppointFacilitator(standing) === true,
  facilitate: canFacilitate(standing) === true,
  invite: canInvite(standing, community) === true,
  edit: canEditTexts(standing) === true,
  moderate: canModerate(standing, community) === true,
});
