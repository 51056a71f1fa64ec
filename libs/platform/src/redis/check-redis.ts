import { Redis } from 'ioredis';
import { REDIS_OPTIONS } from './redis-options.js';

/** Streams that are cut by age or length as they grow, and scripts that ask for the time. */
const OLDEST = 6;

/** Redis answers and cannot be used; the message is a sentence for who runs the site. */
export class RedisUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RedisUnusable';
  }
}

/**
 * Asks the Redis of REDIS_URL whether it will do, so that a mistake is told at the start. Null when it will; a sentence when
 * it cannot be reached, which is no mistake yet: the site works without it for a while.
 * @throws RedisUnusable when it answers and refuses
 */
export async function checkRedis(url: string): Promise<string | null> {
  const { host } = new URL(url);
  const redis = new Redis(url, { ...REDIS_OPTIONS, enableOfflineQueue: true, retryStrategy: () => null });
  const errors: Error[] = [];
  redis.on('error', (error: Error) => errors.push(error));
  try {
    await redis.connect();
    const major = Number(/^redis_version:(\d+)/m.exec(await redis.info('server'))?.[1]);
    if (major >= OLDEST) return null;
    throw new RedisUnusable(`REDIS_URL names Redis ${major}; Copse needs ${OLDEST} or newer.`);
  } catch (error) {
    if (error instanceof RedisUnusable) throw error;
    const said = [...errors, error].map((one) => (one as Error).message);
    const refusal = said.find((text) => /^(?:WRONGPASS|NOAUTH|NOPERM|ERR)\b/.test(text));
    if (refusal !== undefined)
      throw new RedisUnusable(`The Redis server ${host} of REDIS_URL refuses: ${refusal}.`, { cause: error });
    const reason = said.find((text) => text !== 'Connection is closed.') ?? 'nothing answers';
    return `The Redis server ${host} of REDIS_URL cannot be reached (${reason}). Until it is, live messages stay within each process.`;
  } finally {
    redis.disconnect();
  }
}
