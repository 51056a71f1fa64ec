export { MembershipModule } from './membership.module.js';
export {
  ApplicationDecided,
  InvitationEnded,
  InvitationSent,
  MatterWaits,
  MemberJoined,
  MemberLeft,
  RoleChanged,
} from './membership.events.js';
export { ApplicationFacts } from './application/application-facts.service.js';
export type { ApplicationOutcome, WaitingApplications } from './application/application.type.js';
export { waitingApplications } from './application/application.repository.js';
export { discreetLetter, isDiscreet } from './discreet.mail.js';
export { InvitationFacts } from './invitation/invitation-facts.service.js';
export { waitingInvitation, type WaitingInvitation } from './invitation/invitation.repository.js';
export { MembersNamed } from './member/members-named.service.js';
export { MemberRole } from './role/role.type.js';
export { loadStanding } from './standing/standing.loaders.js';
export { ledByNobody } from './facilitation/facilitation.repository.js';
export { Facilitation, type LetterFor, type Telling } from './facilitation/facilitation.service.js';
export { NOWHERE, PlaceService } from './place/place.service.js';
export type { Place } from './place/place.type.js';
export {
  canFacilitate,
  canJoin,
  canManageCommunities,
  canModerate,
  canPost,
  canRead,
  canShare,
  canStartThread,
  REFUSALS,
} from './standing/standing.policy.js';
export {
  allMembers,
  heldMembers,
  leads,
  memberSince,
  membershipsOf,
  membersOf,
  readableCommunities,
  visibleTo,
} from './standing/standing.repository.js';
export { readerOf, StandingService } from './standing/standing.service.js';
export type { Standing } from './standing/standing.type.js';
export { attestationOf } from './rule/rule-words.js';
export { membershipEntities } from './entities.js';
