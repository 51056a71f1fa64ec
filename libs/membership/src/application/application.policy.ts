import type { Refusal, Verdict } from '#platform/errors';
import type { CommunityFacts } from '#communities';
import { canFacilitate, REFUSALS } from '../standing/standing.policy.js';
import type { Standing } from '../standing/standing.type.js';
import type { ApplicationDecision, ApplicationStatus } from './application.type.js';

const forbidden = (message: string): Refusal => ({ code: 'FORBIDDEN', message });
const conflict = (message: string): Refusal => ({ code: 'CONFLICT', message });

/** Why somebody may not do something with an application, besides what the standing says. */
export const APPLICATION_REFUSALS = {
  waiting: conflict('You have applied already. A facilitator will decide.'),
  notYours: forbidden('Only the applicant may take an application back.'),
  notEligible: forbidden('The applicant is no longer of those whom this community is for.'),
  gone: forbidden('The applicant’s account is closed or suspended, so it cannot be let in.'),
  ACCEPTED: conflict('This application has been accepted.'),
  DECLINED: conflict('This application has been declined.'),
  WITHDRAWN: conflict('This application has been withdrawn.'),
} as const satisfies Record<string, Refusal>;

/** How the viewer stands to one application. */
export interface ApplicationStanding {
  /** To its community. */
  readonly standing: Standing;
  readonly isApplicant: boolean;
}

/** Who may know that an application exists: the applicant, and the community's facilitators. Staff are no exception. */
export function canSeeApplication({ standing, isApplicant }: ApplicationStanding): Verdict {
  if (isApplicant && standing.verified) return true;
  return canFacilitate(standing) === true ? true : REFUSALS.hidden;
}

/** Who may read the private answers: the community's facilitators alone, not even the applicant. */
export function canReadPrivateAnswers(standing: Standing): Verdict {
  return canFacilitate(standing);
}

/** Who may accept or decline: the community's facilitators. */
export function canDecide(viewer: ApplicationStanding): Verdict {
  const hidden = canSeeApplication(viewer);
  return hidden === true ? canFacilitate(viewer.standing) : hidden;
}

/** Who may take an application back: the applicant. */
export function canWithdraw(viewer: ApplicationStanding): Verdict {
  const hidden = canSeeApplication(viewer);
  if (hidden !== true) return hidden;
  return viewer.isApplicant ? true : APPLICATION_REFUSALS.notYours;
}

/** Whether a community may let this applicant in at this moment; `meets` is what `EligibilityService.meets` says. */
export function canBeAccepted(
  community: Pick<CommunityFacts, 'status' | 'joinPolicy'>,
  meets: boolean | null,
  accountIsOpen: boolean,
): Verdict {
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  if (community.joinPolicy === 'CLOSED') return REFUSALS.closed;
  if (!accountIsOpen) return APPLICATION_REFUSALS.gone;
  return meets === false ? APPLICATION_REFUSALS.notEligible : true;
}

/** What each decision makes of an application. */
export const OUTCOMES = { ACCEPT: 'ACCEPTED', DECLINE: 'DECLINED' } as const satisfies Record<
  ApplicationDecision,
  ApplicationStatus
>;

/**
 * Whether an application may still become this: true while it waits; the refusal once it became something else. What it
 * became already is nothing to refuse: two who decide alike agree.
 */
export function canBecome(present: ApplicationStatus, wanted: Exclude<ApplicationStatus, 'WAITING'>): Verdict {
  return present === 'WAITING' || present === wanted ? true : APPLICATION_REFUSALS[present];
}
