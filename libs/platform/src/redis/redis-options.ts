import type { RedisOptions } from 'ioredis';

/** How long one command may take; Redis answers in a fraction of a millisecond, or something is wrong. */
const COMMAND_MS = 2_000;
const AGAIN_MOST_MS = 2_000;

/**
 * Nothing waits in memory for Redis to come back: what cannot be said now fails now, and whoever said it has something
 * else to do (the limits count by themselves, pages are told to look anew).
 */
export const REDIS_OPTIONS = {
  lazyConnect: true,
  connectTimeout: 2_000,
  commandTimeout: COMMAND_MS,
  // A server that vanished without a word is noticed by what it owes us.
  socketTimeout: 2 * COMMAND_MS,
  keepAlive: 10_000,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectionName: 'copse',
  retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), AGAIN_MOST_MS),
} satisfies RedisOptions;
