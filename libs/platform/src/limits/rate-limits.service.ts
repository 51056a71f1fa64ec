import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config, type RateLimitName } from '../config/index.js';
import { DomainError, RateLimited } from '../errors/index.js';

/** The limits that count acts in a time; those of things open at once (sockets) are counted where the things are. */
export type TimedLimit = Exclude<RateLimitName, 'sockets-account' | 'sockets-address'>;

/**
 * Counts what one key (account, address, e-mail) did of late, by the table of `RATE_LIMITS`. In the memory of this
 * process: a restart forgives, and each of several processes counts by itself.
 */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<TimedLimit, RateLimiterMemory>();

  constructor(@Inject(CONFIG) config: Config) {
    for (const [name, { count, seconds }] of Object.entries(config.rateLimits)) {
      if (seconds === null) continue;
      this.limiters.set(
        name as TimedLimit,
        new RateLimiterMemory({ keyPrefix: name, points: count, duration: seconds }),
      );
    }
  }

  /**
   * Counts one act of this key, or `acts` that are done as one; when there is no room for all, none is counted.
   * @throws RateLimited with the seconds to wait when there is no room.
   */
  async take(name: TimedLimit, key: string, acts = 1): Promise<void> {
    const wait = await this.tryTake(name, key, acts);
    if (wait === 0) return;
    if (acts > 1) await this.limiterOf(name).reward(key, acts);
    throw new RateLimited(wait);
  }

  /** Counts one act of this key, or several; answers 0, or the seconds to wait when there was no room. */
  async tryTake(name: TimedLimit, key: string, acts = 1): Promise<number> {
    try {
      await this.limiterOf(name).consume(key, acts);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return secondsOf(refusal);
      throw refusal;
    }
  }

  /**
   * Does a work that counts itself once it knows that it will act: after it has looked whether it was done already and
   * whether it is allowed, so that neither a repeated call nor a refused one uses the budget up. However often the
   * work begins anew, it is counted once; what fails by our own fault is given back. What is refused after it was
   * counted stays counted, since the work was done by then.
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
      if (counted && !(error instanceof DomainError)) await this.giveBack(name, key);
      throw error;
    }
  }

  /** Seconds to wait before this key may act again; 0 when it may now. Counts nothing. */
  async peek(name: TimedLimit, key: string): Promise<number> {
    const limiter = this.limiterOf(name);
    const state = await limiter.get(key);
    return state && state.consumedPoints >= limiter.points ? secondsOf(state) : 0;
  }

  /** Takes one act back that turned out to deserve no counting (a sign-in that succeeded). */
  async giveBack(name: TimedLimit, key: string): Promise<void> {
    await this.limiterOf(name).reward(key);
  }

  private limiterOf(name: TimedLimit): RateLimiterMemory {
    const limiter = this.limiters.get(name);
    if (!limiter) throw new Error(`There is no limit named ${name}.`);
    return limiter;
  }
}

const secondsOf = (state: RateLimiterRes): number => Math.max(1, Math.ceil(state.msBeforeNext / 1000));
