import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AuditLog, type Viewer } from '#identity';
import { Database, type Tx } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { PostRemoved, PostRestored } from '../posts.events.js';
import { PostHoldService, type HeldPost } from './post-hold.service.js';
import { PostRemovalRepository } from './post-removal.repository.js';
import { PostTrailService } from './post-trail.service.js';
import type { removePostInput, restorePostInput } from './post.input.js';
import { canRemove, canRestore } from './post.policy.js';
import type { PostType } from './post.type.js';
import { RemovalNoticeService } from './removal-notice.service.js';

/** Takes posts out of discussions to keep order, and puts them back. The text stays, seen by its author and few others. */
@Injectable()
export class PostRemovalService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly hold: PostHoldService,
    private readonly removals: PostRemovalRepository,
    private readonly trail: PostTrailService,
    private readonly notices: RemovalNoticeService,
  ) {}

  /**
   * Leaves a tombstone with the reason in the post's place, which settles its reports; the author is mailed why. Done
   * twice, it stays done, with the first reason.
   * @throws NotFound, Forbidden
   */
  async remove(viewer: Viewer, { postId, reason }: z.output<typeof removePostInput>): Promise<PostType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const written = await this.db.tx(async (tx): Promise<HeldPost> => {
      const held = await this.hold.post(viewer, postId, tx);
      const { post, thread, place } = held;
      demand(canRemove({ ...post, removedAt: null }, place));
      const removed = await this.removals.remove(tx, post.id, reason);
      if (!removed) return this.hold.post(viewer, postId, tx);
      const { attachmentCount } = removed;
      const excerpt = await this.trail.withhold(tx, { thread, post, attachmentCount }, accountId);
      await this.note(tx, accountId, 'post-removed', held, reason);
      await this.outbox.record(tx, new PostRemoved(thread.id, post.id, thread.communityId));
      if (post.authorId !== accountId) await this.notices.queue(tx, held, reason);
      return { thread: { ...thread, excerpt }, post: { ...post, ...removed, removalReason: reason }, place };
    });
    return this.hold.show(viewer, written);
  }

  /**
   * Puts a removed post back as it was. For a post that stands nothing changes.
   * @throws NotFound, Forbidden
   */
  async restore(viewer: Viewer, { postId }: z.output<typeof restorePostInput>): Promise<PostType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const written = await this.db.tx(async (tx): Promise<HeldPost> => {
      const held = await this.hold.post(viewer, postId, tx);
      const { post, thread, place } = held;
      // Asked as if it were removed: whoever may restore and finds it standing has nothing left to do.
      demand(canRestore({ ...post, removedAt: post.removedAt ?? post.createdAt }, place));
      const restored = await this.removals.restore(tx, post.id);
      if (!restored) return this.hold.post(viewer, postId, tx);
      const { attachmentCount } = restored;
      const excerpt = await this.trail.restore(tx, { thread, post, attachmentCount }, restored.body);
      await this.note(tx, accountId, 'post-restored', held);
      await this.outbox.record(tx, new PostRestored(thread.id, post.id, thread.communityId));
      const stands = { revision: restored.revision, removedAt: null, removalReason: null, attachmentCount };
      return { thread: { ...thread, excerpt }, post: { ...post, ...stands }, place };
    });
    return this.hold.show(viewer, written);
  }

  private note(tx: Tx, actor: string, action: string, { post, thread }: HeldPost, reason?: string): Promise<void> {
    const about = { subject: post.id, communityId: thread.communityId, accountId: post.authorId };
    return this.audit.note(tx, { actor, action, ...about, ...(reason === undefined ? {} : { reason }) });
  }
}
