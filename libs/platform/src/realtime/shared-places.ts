import { randomUUID } from 'node:crypto';
import { redisKey, type RedisLine } from '../redis/index.js';
import { Places, type Release } from './places.js';

/** A place of a process that died is free again after so long. */
const LEASE_MS = 60_000;
const RENEW_MS = 20_000;

/** Takes a place unless all are taken; what was leased by the dead is given back first. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

/** Keeps places, also those that a Redis without memory has forgotten. */
const RENEW = `
local time = redis.call('TIME')
local ends = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
for i = 2, #ARGV do redis.call('ZADD', KEYS[1], ends, ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])`;

/**
 * So many places for each key in all processes together, by leases in Redis. Without Redis, or while it is away, each
 * process counts its own.
 */
export class SharedPlaces {
  private readonly here: Places;
  private readonly leases = new Map<string, Set<string>>();
  private renewing: NodeJS.Timeout | undefined;

  constructor(
    private readonly kind: string,
    private readonly max: number,
    private readonly line: RedisLine | undefined,
  ) {
    this.here = new Places(max);
  }

  /** Takes a place; null when there is none. */
  async take(key: string): Promise<Release | null> {
    const release = this.here.take(key);
    if (!release || !this.line?.commands) return release;
    const place = randomUUID();
    const name = redisKey(this.kind, key);
    // Noted before it is asked for: an answer that got lost may have taken the place.
    this.note(name, place);
    const giveBack = (): void => {
      release();
      this.drop(name, place);
    };
    try {
      if ((await this.line.commands.eval(TAKE, 1, name, this.max, LEASE_MS, place)) === 1) return giveBack;
    } catch {
      return giveBack;
    }
    giveBack();
    return null;
  }

  /** Ends the renewal; what is held runs out. */
  close(): void {
    clearInterval(this.renewing);
    this.leases.clear();
  }

  private note(name: string, place: string): void {
    const places = this.leases.get(name) ?? new Set();
    this.leases.set(name, places.add(place));
    this.renewing ??= setInterval(() => void this.renew(), RENEW_MS).unref();
  }

  private drop(name: string, place: string): void {
    const places = this.leases.get(name);
    places?.delete(place);
    if (places?.size === 0) this.leases.delete(name);
    this.line?.commands?.zrem(name, place).catch(() => undefined);
  }

  private async renew(): Promise<void> {
    const { line } = this;
    if (!line?.commands || !line.isReady) return;
    // A few at a time, so that they never stand in the way of a message.
    for (const [name, places] of this.leases)
      if (places.size > 0) await line.commands.eval(RENEW, 1, name, LEASE_MS, ...places).catch(() => undefined);
  }
}
