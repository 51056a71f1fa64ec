import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Viewer } from '#identity';
import { Database } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { PostDeleted } from '../posts.events.js';
import { PostHoldService, type HeldPost } from './post-hold.service.js';
import { PostTrailService } from './post-trail.service.js';
import type { deletePostInput } from './post.input.js';
import { canDelete } from './post.policy.js';
import { PostRepository } from './post.repository.js';
import type { PostType } from './post.type.js';

/** Takes posts back. */
@Injectable()
export class PostDeletionService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly hold: PostHoldService,
    private readonly postRows: PostRepository,
    private readonly trail: PostTrailService,
  ) {}

  /**
   * Takes an own post back: a tombstone keeps its number; text, history and files are erased. Done twice, it stays done.
   * @throws NotFound, Forbidden
   */
  async delete(viewer: Viewer, { postId }: z.output<typeof deletePostInput>): Promise<PostType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const written = await this.db.tx(async (tx): Promise<HeldPost> => {
      const { post, thread, place } = await this.hold.post(viewer, postId, tx);
      demand(canDelete(accountId, { ...post, deleted: false }, place));
      const erased = await this.postRows.erase(tx, post.id);
      const tombstone = { ...post, body: '', bodyHtml: '', deleted: true, attachmentCount: 0 };
      if (!erased) return { thread, post: tombstone, place };
      const excerpt = await this.trail.erase(tx, { thread, post, attachmentCount: erased.attachmentCount });
      await this.outbox.record(tx, new PostDeleted(thread.id, post.id, thread.communityId));
      return { thread: { ...thread, excerpt }, post: { ...tombstone, revision: erased.revision }, place };
    });
    return this.hold.show(viewer, written);
  }
}
