import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { REDIS_OPTIONS } from './redis-options.js';

/** How long a connection may hear nothing while it waits for news; what waits asks more often. */
const WAITING_MS = 15_000;

/**
 * The process's connections to Redis, which come back by themselves. Redis carries what may be lost (live messages) and
 * what counts roughly (limits); nothing that was acknowledged is ever there alone (docs/adr/0012-several-processes.md).
 */
@Injectable()
export class RedisLine {
  /** For commands that are answered at once; null without REDIS_URL. A command fails at once while Redis is away. */
  readonly commands: Redis | null;
  private readonly url: string | null;
  private readonly others: Redis[] = [];
  private away = false;
  private ending = false;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.url = config.redisUrl;
    this.commands = this.url === null ? null : new Redis(this.url, REDIS_OPTIONS);
    if (!this.commands) return;
    let reason = 'it closed the connection';
    this.commands.on('error', (error: Error) => (reason = error.message));
    this.commands.on('close', () => this.lose(reason));
    this.commands.on('ready', () => this.find());
    // What goes wrong with it is told by its events, and it is tried again.
    this.commands.connect().catch(() => undefined);
  }

  /** Whether commands would be answered just now. */
  get isReady(): boolean {
    return this.commands?.status === 'ready';
  }

  /** Another connection, for a command that waits for news. @throws Error without REDIS_URL */
  openWaiting(): Redis {
    if (this.url === null) throw new Error('There is no REDIS_URL.');
    const waiting = new Redis(this.url, { ...REDIS_OPTIONS, commandTimeout: WAITING_MS, socketTimeout: WAITING_MS });
    waiting.on('error', () => undefined);
    waiting.connect().catch(() => undefined);
    this.others.push(waiting);
    return waiting;
  }

  /** Whether the process is done with it. */
  get isEnded(): boolean {
    return this.ending;
  }

  /** Ends the connections; called last, when nothing of the process has anything left to say. */
  async end(): Promise<void> {
    this.ending = true;
    for (const waiting of this.others) waiting.disconnect();
    // By its answer all that was said before has arrived.
    await this.commands?.quit().catch(() => undefined);
    this.commands?.disconnect();
  }

  private lose(reason: string): void {
    if (this.away || this.ending) return;
    this.away = true;
    this.logger.warn(
      { reason },
      'redis: not reached; live messages stay within this process and limits count for it alone until it is back',
    );
  }

  private find(): void {
    if (this.away) this.logger.warn('redis: back');
    this.away = false;
  }
}
