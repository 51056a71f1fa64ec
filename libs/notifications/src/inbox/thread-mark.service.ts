import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Viewer } from '#identity';
import { Database } from '#platform/database';
import { Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { ReadMarkService, ThreadService, UnreadService, type ThreadType } from '#posts';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { InboxMarkRepository } from './inbox-mark.repository.js';
import type { markReadInput } from './notification.input.js';

/** Moves one's read mark in a thread, and what the inbox says of it along. */
@Injectable()
export class ThreadMarkService {
  constructor(
    private readonly db: Database,
    private readonly threads: ThreadService,
    private readonly readMarks: ReadMarkService,
    private readonly unreadPosts: UnreadService,
    private readonly marks: InboxMarkRepository,
    private readonly limits: RateLimits,
    private readonly bells: BellRinger,
  ) {}

  /**
   * The viewer has read up to this number; only ever forward. @throws NotFound, RateLimited
   *
   * The mark is committed first. Whoever tells of a post meanwhile either sees it, and tells nothing, or has told already,
   * and then the second transaction finds it; or looks at the mark once more after telling.
   */
  async read(viewer: Viewer, input: z.output<typeof markReadInput>, request: object): Promise<ThreadType> {
    const { accountId, thread } = await this.open(viewer, input.threadId, request);
    const number = Math.min(input.number, thread.lastNumber);
    const isFurther = await this.db.tx((tx) => this.readMarks.mark(tx, accountId, thread.id, number));
    const isOther = await this.db.tx((tx) => this.marks.readThread(tx, accountId, thread.id, number));
    // Also where the inbox said nothing of it: lists that are open elsewhere show what is unread.
    if (isFurther || isOther) this.bells.ring([accountId]);
    this.unreadPosts.forget(viewer, request);
    return thread;
  }

  /** From this number on the thread is unread, and so is what the inbox said of it. @throws NotFound, RateLimited */
  async unread(viewer: Viewer, input: z.output<typeof markReadInput>, request: object): Promise<ThreadType> {
    const { accountId, thread } = await this.open(viewer, input.threadId, request);
    const number = Math.min(input.number, thread.lastNumber);
    await this.db.tx(async (tx) => {
      await this.readMarks.unmark(tx, accountId, thread.id, number);
      await this.marks.unreadThread(tx, accountId, thread.id, number);
    });
    this.bells.ring([accountId]);
    this.unreadPosts.forget(viewer, request);
    return thread;
  }

  private async open(
    viewer: Viewer,
    threadId: string,
    request: object,
  ): Promise<{ accountId: string; thread: ThreadType }> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const thread = await this.threads.read(viewer, threadId, request);
    await this.limits.take('read', accountId);
    return { accountId, thread };
  }
}
