export { checkRedis, RedisUnusable } from './check-redis.js';
export { redisKey } from './redis-key.js';
export { RedisLine } from './redis-line.service.js';
export { RedisModule } from './redis.module.js';
