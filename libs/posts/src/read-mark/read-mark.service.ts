import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { ReadMarkRepository } from './read-mark.repository.js';

/** Moves read marks. Callers have asked whether the account may read the thread. */
@Injectable()
export class ReadMarkService {
  constructor(private readonly marks: ReadMarkRepository) {}

  /**
   * The account has read the thread up to this number. Only ever forward: false where it had read as far already, and
   * where there is no such thread. A number beyond the newest post means the newest one.
   */
  mark(tx: Tx, accountId: string, threadId: string, number: number): Promise<boolean> {
    return this.marks.mark(tx, accountId, threadId, number);
  }

  /** From this number (1 at least) on the thread is unread again, and read before it. */
  unmark(tx: Tx, accountId: string, threadId: string, number: number): Promise<void> {
    return this.marks.unmark(tx, accountId, threadId, number);
  }

  /**
   * Those who wrote in these threads before there were marks have read up to their last word there. Whoever made a mark of
   * their own since keeps it. Nobody writes in the threads until the transaction ends. Safe to run twice.
   */
  markWriters(tx: Tx, threadIds: readonly string[]): Promise<void> {
    return this.marks.markWriters(tx, threadIds);
  }

  /** Forgets what an account has read. Safe to run twice. */
  forget(tx: Tx, accountId: string): Promise<void> {
    return this.marks.forget(tx, accountId);
  }
}
