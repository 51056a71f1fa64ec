import { hasRedis, RedisServer } from '../support/redis-server.js';
import type { Bench } from './case.js';

/** A Redis for the processes of one case; npm brings none. Throws where the machine has none. */
export async function redisFor({ atEnd }: Pick<Bench, 'atEnd'>): Promise<{ url: string; stop(): Promise<void> }> {
  if (!hasRedis) throw new Error('several processes need Redis between them, and this machine has none.');
  const redis = await RedisServer.start();
  const stop = (): Promise<void> => redis.kill();
  atEnd(stop);
  return { url: redis.url, stop };
}
