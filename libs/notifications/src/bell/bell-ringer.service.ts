import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '#platform/logging';
import { RealtimeServer, type Telling } from '#platform/realtime';
import { Rests } from '../crowd/rests.js';
import { BellRepository } from './bell.repository.js';

/** Accounts whose unread are counted in one statement. */
const BATCH = 500;
/** How often a count that failed is tried, and how long between. */
const TRIES = 5;
const PAUSE_MS = 1_000;

/**
 * Tells open pages how many unread notifications there are. Everybody who is to be told is told soon after, by one loop of
 * this process: while one count runs the next ones gather, so that a hundred changes of one inbox are a few counts.
 */
@Injectable()
export class BellRinger implements OnApplicationShutdown {
  /** Who is to be told, with what is new to them. */
  private waiting = new Map<string, Set<string>>();
  private ringing: Promise<void> | null = null;

  constructor(
    private readonly bells: BellRepository,
    private readonly realtime: RealtimeServer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Rings for these accounts after their change was committed; `created` are ids of notifications that came or began anew,
   * by account. Answers at once and never throws: a bell that is lost is right again at the next, and at each connection.
   */
  ring(accountIds: Iterable<string>, created: ReadonlyMap<string, readonly string[]> = new Map()): void {
    for (const id of this.realtime.connectedAmong(accountIds)) {
      const news = this.waiting.get(id) ?? new Set();
      for (const one of created.get(id) ?? []) news.add(one);
      this.waiting.set(id, news);
    }
    if (this.waiting.size > 0) this.ringing ??= this.ringAll();
  }

  /** Settles when everybody who was to be told so far has been; for tests and for an orderly end. */
  async quiet(): Promise<void> {
    while (this.ringing) await this.ringing;
  }

  /** Rings what the last jobs set going, while there is a database to ask: pages of other processes stay open. */
  async onApplicationShutdown(): Promise<void> {
    await this.quiet();
  }

  private async ringAll(): Promise<void> {
    let tries = 0;
    const rests = new Rests();
    // Whoever rings in this turn of the loop is counted with the first.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.size > 0 && tries < TRIES) {
      const some = new Map([...this.waiting].slice(0, BATCH));
      for (const id of some.keys()) this.waiting.delete(id);
      try {
        const began = performance.now();
        await this.ringFor(some);
        tries = 0;
        if (this.waiting.size > 0 && some.size === BATCH) await rests.after(began);
      } catch (error) {
        tries += 1;
        this.logger.warn({ err: error }, 'bells: could not count what is unread');
        for (const [id, news] of some) this.waiting.set(id, new Set([...news, ...(this.waiting.get(id) ?? [])]));
        await wait(PAUSE_MS, undefined, { ref: false });
      }
    }
    this.ringing = null;
  }

  private async ringFor(some: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    const counts = await this.bells.counts([...some.keys()]);
    this.realtime.emitToAccounts(
      counts.flatMap(({ accountId, unreadCount, at }): Telling[] => [
        ...[...(some.get(accountId) ?? [])].map((id): Telling => ({
          accountId,
          event: 'notification:created',
          message: [{ id }],
        })),
        { accountId, event: 'unread:changed', message: [{ unreadCount, at }] },
      ]),
    );
  }
}
