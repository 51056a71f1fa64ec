import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AuditLog, type Viewer } from '#identity';
import { Database, type Tx } from '#platform/database';
import { demand } from '#platform/errors';
import { Outbox } from '#platform/events';
import { PostHoldService, type HeldThread } from '../post/post-hold.service.js';
import { TooManyPinned } from '../posts.errors.js';
import { ThreadArranged } from '../posts.events.js';
import { ThreadOrderRepository } from './thread-order.repository.js';
import type { lockThreadInput, pinThreadInput } from './thread.input.js';
import { canArrange } from './thread.policy.js';
import { MOST_PINNED, ThreadService } from './thread.service.js';
import type { ThreadType } from './thread.type.js';

/** Locks and pins threads, to keep order among them. Done twice, each stays done. */
@Injectable()
export class ThreadOrderService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly hold: PostHoldService,
    private readonly order: ThreadOrderRepository,
    private readonly threads: ThreadService,
  ) {}

  /**
   * A locked thread takes neither replies nor edits, of nobody, until it is unlocked.
   * @throws NotFound, Forbidden
   */
  async lock(viewer: Viewer, { threadId, locked }: z.output<typeof lockThreadInput>): Promise<ThreadType> {
    const { thread, place } = await this.db.tx(async (tx): Promise<HeldThread> => {
      const held = await this.arrangeable(viewer, threadId, tx);
      if (await this.order.setLocked(tx, threadId, locked)) {
        await this.record(tx, viewer, held, locked ? 'thread-locked' : 'thread-unlocked');
      }
      return { ...held, thread: { ...held.thread, locked } };
    });
    return this.threads.present(thread, place);
  }

  /**
   * Pinned threads stand at the top of their community's list; few may, so that the list stays one.
   * @throws NotFound, Forbidden, TooManyPinned
   */
  async pin(viewer: Viewer, { threadId, pinned }: z.output<typeof pinThreadInput>): Promise<ThreadType> {
    const { thread, place } = await this.db.tx(async (tx): Promise<HeldThread> => {
      const held = await this.arrangeable(viewer, threadId, tx);
      if (pinned ? await this.putOnTop(tx, held) : await this.order.unpin(tx, threadId)) {
        await this.record(tx, viewer, held, pinned ? 'thread-pinned' : 'thread-unpinned');
      }
      return { ...held, thread: { ...held.thread, pinned } };
    });
    return this.threads.present(thread, place);
  }

  /** Whether anything changed. */
  private async putOnTop(tx: Tx, { thread }: HeldThread): Promise<boolean> {
    const done = await this.order.pin(tx, thread.id, thread.communityId, MOST_PINNED);
    if (done === 'full') throw new TooManyPinned(MOST_PINNED);
    return done === 'pinned';
  }

  private async arrangeable(viewer: Viewer, threadId: string, tx: Tx): Promise<HeldThread> {
    const held = await this.hold.thread(viewer, threadId, tx);
    demand(canArrange(held.place));
    return held;
  }

  private async record(tx: Tx, viewer: Viewer, { thread }: HeldThread, action: string): Promise<void> {
    const { id: subject, communityId } = thread;
    await this.audit.note(tx, { actor: viewer.accountId, action, subject, communityId });
    await this.outbox.record(tx, new ThreadArranged(subject, communityId));
  }
}
