export { MembershipModule } from './membership.module.js';
export { MemberJoined, MemberLeft, RoleChanged } from './membership.events.js';
export { MemberRole } from './membership/membership.type.js';
export { loadStanding } from './standing/standing.loaders.js';
export { canJoin, canPost, canRead, canStartThread, REFUSALS } from './standing/standing.policy.js';
export { visibleTo } from './standing/standing.repository.js';
export { readerOf, StandingService } from './standing/standing.service.js';
export type { Standing } from './standing/standing.type.js';
export { membershipEntities } from './entities.js';
