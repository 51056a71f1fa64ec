import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/utils';
import type { Logger } from '../logging/index.js';
import { LockLine } from './lock-line.js';

/** What the locks must be told. */
export interface UploadLocksOptions {
  /** PostgreSQL URL for the one connection that holds the locks. */
  readonly url: string;
  readonly logger: Logger;
  /** Notes that somebody waits for this upload whom the holder, being in another process, cannot hear; said every second. */
  readonly want: (id: string) => Promise<void>;
  /** Which of these, held here, somebody has noted that he waits for, within the last seconds; forgets it. */
  readonly wanted: (ids: string[]) => Promise<string[]>;
  /** How long a request waits for the lock. */
  readonly waitMs?: number;
}

/** The upload is being written by somebody who does not let go; the tus server answers 423. */
export class UploadLocked extends Error {
  readonly status_code = 423;
  readonly body = 'This upload is being written by another request. Please try again in a moment.\n';

  constructor() {
    super('The upload is locked.');
    this.name = 'UploadLocked';
  }
}

/** Who has a lock in this process, or is about to. */
interface Holder {
  readonly key: number;
  /** Asks to let go. Heard at once, obeyed within the server's drain time. */
  readonly cancel: RequestRelease;
  readonly gone: PromiseWithResolvers<void>;
}

const WAIT_MS = 5_000;
const TRY_EVERY_MS = 250;
const LISTEN_EVERY_MS = 1_000;

/**
 * One writer at a time to an upload, across processes: a map for this one, session locks of PostgreSQL for all, which it
 * frees when a process dies. They are held by one connection of their own, so uploads never use up the pool. Whoever
 * comes later asks the holder to let go: after a cut line the old request may not know yet that its client is gone.
 */
export class UploadLocks implements Locker, OnModuleDestroy {
  private readonly holders = new Map<string, Holder>();
  private readonly line: LockLine;
  private listening: NodeJS.Timeout | undefined;

  constructor(private readonly options: UploadLocksOptions) {
    this.line = new LockLine(options.url, () => this.lose());
  }

  newLock(id: string): Lock {
    return {
      lock: (signal, cancel) => this.take(id, signal, cancel),
      unlock: () => this.release(id),
    };
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.listening);
    await this.line.end();
  }

  private async take(id: string, signal: AbortSignal, cancel: RequestRelease): Promise<void> {
    const until = Date.now() + (this.options.waitMs ?? WAIT_MS);
    let askAt = 0;
    for (;;) {
      if (signal.aborted) throw ERRORS.ABORTED;
      const holder = this.holders.get(id);
      if (holder === undefined && (await this.tryHere(id, cancel))) break;
      if (Date.now() >= until) throw new UploadLocked();
      if (holder !== undefined) {
        await holder.cancel();
        await first(holder.gone.promise, until - Date.now(), signal);
        continue;
      }
      if (Date.now() >= askAt) {
        await this.options.want(id);
        askAt = Date.now() + LISTEN_EVERY_MS;
      }
      await first(sleep(TRY_EVERY_MS), until - Date.now(), signal);
    }
    // What was noted for us must not reach ourselves; others who wait note it again.
    if (askAt > 0) await this.options.wanted([id]).catch(() => undefined);
    this.listening ??= setInterval(() => void this.listen(), LISTEN_EVERY_MS).unref();
  }

  /** Stands in for the others of this process while PostgreSQL is asked, so that two of them never ask at once. */
  private async tryHere(id: string, cancel: RequestRelease): Promise<boolean> {
    const holder: Holder = { key: keyOf(id), cancel, gone: Promise.withResolvers() };
    this.holders.set(id, holder);
    let got = false;
    try {
      got = await this.line.take(holder.key);
    } finally {
      if (!got) this.forget(id, holder);
    }
    return got;
  }

  private async release(id: string): Promise<void> {
    const holder = this.holders.get(id);
    if (holder === undefined) return;
    // A connection that is lost has freed it already.
    await this.line.give(holder.key).catch(() => undefined);
    this.forget(id, holder);
  }

  private forget(id: string, holder: Holder): void {
    this.holders.delete(id);
    holder.gone.resolve();
    if (this.holders.size > 0) return;
    clearInterval(this.listening);
    this.listening = undefined;
  }

  /** Hears from the other processes, once for all that is held here. */
  private async listen(): Promise<void> {
    try {
      for (const id of await this.options.wanted([...this.holders.keys()])) await this.holders.get(id)?.cancel();
    } catch (error) {
      this.options.logger.warn({ error: (error as Error).message }, 'uploads: could not hear who waits');
    }
  }

  /** The connection is gone and the locks with it: another process may write by now, so everybody here stops. */
  private lose(): void {
    this.options.logger.warn({ uploads: this.holders.size }, 'uploads: the connection with their locks was lost');
    for (const holder of this.holders.values()) void holder.cancel();
  }
}

/** 32 bits of the id. Two ids that share them can at worst make one of them wait. */
const keyOf = (id: string): number => createHash('sha256').update(id).digest().readInt32BE();

/** Waits for `event`, at most `ms`, and no longer than the request lives. */
async function first(event: Promise<unknown>, ms: number, signal: AbortSignal): Promise<void> {
  const end = new AbortController();
  const done = AbortSignal.any([end.signal, signal]);
  try {
    await Promise.race([event, sleep(Math.max(ms, 0), undefined, { signal: done }).catch(() => undefined)]);
  } finally {
    end.abort();
  }
}
