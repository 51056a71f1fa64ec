import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform/database';
import { ReadMarkService } from '#posts';
import { FanoutCursorRepository } from './fanout-cursor.repository.js';
import { FormerWritersRepository } from './former-writers.repository.js';

/**
 * Up to where everybody was told of each thread. Threads from before there was anything to follow them by are behind:
 * whoever wrote there comes to follow them, and has read up to their own last word. A large site takes minutes for it, in
 * small transactions; a thread that is told of meanwhile is done before, so that nobody misses its answers.
 */
@Injectable()
export class ThreadCursors {
  constructor(
    private readonly db: Database,
    private readonly cursors: FanoutCursorRepository,
    private readonly writers: FormerWritersRepository,
    private readonly marks: ReadMarkService,
  ) {}

  /** Up to where everybody was told of a thread, held until the transaction ends; its former writers follow it. */
  async hold(tx: Tx, threadId: string): Promise<number> {
    const { number, behind } = await this.cursors.holdThread(tx, threadId);
    if (behind) await this.follow(tx, [threadId]);
    return number;
  }

  /** Everybody was told of a thread that is held up to this number. */
  move(tx: Tx, threadId: string, number: number): Promise<void> {
    return this.cursors.move(tx, threadId, number);
  }

  /** Does some threads that wait for it, of at most so many posts together but for a single larger one; answers how many. */
  catchUp(posts: number): Promise<number> {
    return this.db.tx(async (tx) => {
      const threadIds = await this.writers.take(tx, posts);
      if (threadIds.length > 0) await this.follow(tx, threadIds);
      return threadIds.length;
    });
  }

  private async follow(tx: Tx, threadIds: readonly string[]): Promise<void> {
    await this.marks.markWriters(tx, threadIds);
    await this.writers.follow(tx, threadIds);
  }
}
