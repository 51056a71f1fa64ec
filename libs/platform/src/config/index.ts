export { CONFIG, ConfigModule } from './config.module.js';
export { ConfigError, isAlone, loadConfig } from './config.js';
export type { Config } from './config.js';
export { RATE_LIMITS } from './rate-limits.js';
export type { RateLimit, RateLimitName, RateLimits } from './rate-limits.js';
export { configurationReference } from './reference.js';
export { parseS3Address, type S3Address } from './s3-address.js';
