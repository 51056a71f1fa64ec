import { createHash } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config, type RateLimitName } from '../config/index.js';
import { isBlocked, isOutage, RateLimited } from '../errors/index.js';
import { SecurityLog } from '../logging/index.js';
import { RedisLine } from '../redis/index.js';

/** The limits that count acts in a time; those of things open at once (sockets) are counted where the things are. */
export type TimedLimit = Exclude<RateLimitName, 'sockets-account' | 'sockets-address'>;

type Limiter = RateLimiterMemory | RateLimiterRedis;

/**
 * Counts what one key (account, address, e-mail) did of late, by the table of `RATE_LIMITS`: in Redis for all processes
 * together, else in the memory of this one, where a restart forgives. While Redis is away each process counts by itself.
 */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<TimedLimit, Limiter>();

  constructor(
    @Inject(CONFIG) config: Config,
    @Optional() private readonly line?: RedisLine,
    @Optional() private readonly security?: SecurityLog,
  ) {
    for (const [name, { count, seconds }] of Object.entries(config.rateLimits)) {
      if (seconds === null) continue;
      this.limiters.set(name as TimedLimit, limiterOf({ keyPrefix: name, points: count, duration: seconds }, line));
    }
  }

  /**
   * Counts one act of this key, or `acts` that are done as one; when there is no room for all, none is counted.
   * @throws RateLimited with the seconds to wait when there is no room.
   */
  async take(name: TimedLimit, key: string, acts = 1): Promise<void> {
    const wait = await this.tryTake(name, key, acts);
    if (wait === 0) return;
    if (acts > 1) await this.limiterOf(name).reward(this.keyOf(key), acts);
    throw new RateLimited(wait);
  }

  /** Counts one act of this key, or several; answers 0, or the seconds to wait when there was no room. */
  async tryTake(name: TimedLimit, key: string, acts = 1): Promise<number> {
    try {
      await this.limiterOf(name).consume(this.keyOf(key), acts);
      return 0;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // Once, not for each further try: whoever tries on must not fill the disk.
      if (refusal.consumedPoints - acts <= this.limiterOf(name).points) this.security?.note('limited', { limit: name });
      return secondsOf(refusal);
    }
  }

  /**
   * Does a work that counts itself once it knows that it will act: after it has looked whether it was done already and
   * whether it is allowed, so that neither a repeated call nor a refused one uses the budget up. However often the
   * work begins anew, it is counted once; what an outage of the database or another's lock undoes is given back. What fails
   * otherwise after it was counted stays counted, since the work was done by then: a statement that runs out of its time is the most
   * expensive of all, and whoever can bring that about must not do so for nothing.
   * @throws RateLimited out of `count` when there is no room
   */
  async spend<T>(name: TimedLimit, key: string, work: (count: () => Promise<void>) => Promise<T>): Promise<T> {
    let counted = false;
    const count = async (): Promise<void> => {
      if (counted) return;
      await this.take(name, key);
      counted = true;
    };
    try {
      return await work(count);
    } catch (error) {
      if (counted && (isOutage(error) || isBlocked(error))) await this.giveBack(name, key);
      throw error;
    }
  }

  /** Seconds to wait before this key may act again; 0 when it may now. Counts nothing. */
  async peek(name: TimedLimit, key: string): Promise<number> {
    const limiter = this.limiterOf(name);
    const state = await limiter.get(this.keyOf(key));
    return state && state.consumedPoints >= limiter.points ? secondsOf(state) : 0;
  }

  /** Takes one act back that turned out to deserve no counting (a sign-in that succeeded). */
  async giveBack(name: TimedLimit, key: string): Promise<void> {
    await this.limiterOf(name).reward(this.keyOf(key));
  }

  /** Outside our own memory nobody learns whose address or e-mail it is. */
  private keyOf(key: string): string {
    return this.line?.commands ? createHash('sha256').update(key).digest('base64url').slice(0, 27) : key;
  }

  private limiterOf(name: TimedLimit): Limiter {
    const limiter = this.limiters.get(name);
    if (!limiter) throw new Error(`There is no limit named ${name}.`);
    return limiter;
  }
}

const secondsOf = (state: RateLimiterRes): number => Math.max(1, Math.ceil(state.msBeforeNext / 1000));

function limiterOf(limit: { keyPrefix: string; points: number; duration: number }, line?: RedisLine): Limiter {
  const memory = new RateLimiterMemory(limit);
  if (!line?.commands) return memory;
  return new RateLimiterRedis({
    ...limit,
    keyPrefix: `copse:limit:${limit.keyPrefix}`,
    storeClient: line.commands,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  });
}
