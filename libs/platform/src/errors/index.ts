export { isBlocked, isConnectionLoss, isOutage, isPoolFull, isStall } from './connection-loss.js';
export {
  BadInput,
  Conflict,
  DomainError,
  Forbidden,
  IdTaken,
  NotFound,
  PayloadTooLarge,
  RateLimited,
  Unauthenticated,
  Unavailable,
  type ErrorDetails,
} from './domain-error.js';
export { demandUnchanged } from './demand-unchanged.js';
export { toDomainError } from './to-domain-error.js';
export { demand, type Refusal, type Verdict } from './verdict.js';
