export { addressKey } from './address-key.js';
export { LimitsModule } from './limits.module.js';
export { RateLimits, type TimedLimit } from './rate-limits.service.js';
export { Turns } from './turns.js';
