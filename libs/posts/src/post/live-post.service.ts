import { Injectable } from '@nestjs/common';
import type { LivePost } from '#contracts';
import { CommunityService } from '#communities';
import { AccountService } from '#identity';
import { RealtimeServer } from '#platform/realtime';
import { toAttachment } from '#resources';
import { ThreadRepository, type ThreadRow } from '../thread/thread.repository.js';
import { PostAttachmentRepository } from './post-attachment.repository.js';
import { removalOf, shownText } from './post-text.js';
import { PostRepository, type PostRow } from './post.repository.js';

/** Where a change happened. */
interface Change {
  readonly threadId: string;
  readonly postId: string;
  readonly communityId: string;
}

/**
 * Tells open pages of a change, from the present state of things. A message carries the post only where everybody
 * may read it; elsewhere ids alone, and the client fetches, so that a late change of rooms leaks nothing.
 */
@Injectable()
export class LivePostService {
  constructor(
    private readonly posts: PostRepository,
    private readonly files: PostAttachmentRepository,
    private readonly threads: ThreadRepository,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly realtime: RealtimeServer,
  ) {}

  /** Tells the thread's readers that a post came or changed. */
  async tellPost(event: 'post:created' | 'post:edited', change: Change): Promise<void> {
    if (!this.isHeard(change)) return;
    const [post, thread, facts] = await Promise.all([
      this.posts.byId(change.postId),
      this.threads.byId(change.threadId),
      this.communities.factsByIds([change.communityId]),
    ]);
    if (!post || !thread) return;
    const community = facts.get(thread.communityId);
    const { id, threadId, number, revision } = post;
    const message = { threadId, postId: id, number, revision };
    const isPublic = community?.visibility === 'PUBLIC';
    this.realtime.emitToThread(threadId, event, isPublic ? { ...message, post: await this.livePost(post) } : message);
    if (event === 'post:created' || number === 1) this.tellList(thread);
  }

  /** Tells the thread's readers that a post is a tombstone now. */
  async tellDeletion(change: Change): Promise<void> {
    if (!this.isHeard(change)) return;
    const post = await this.posts.byId(change.postId);
    const thread = post && (await this.threads.byId(post.threadId));
    if (!thread) return;
    const { id, threadId, number } = post;
    this.realtime.emitToThread(threadId, 'post:deleted', { threadId, postId: id, number });
    if (number === 1) this.tellList(thread);
  }

  /** Tells whoever looks at the community's list that a thread came or moved. */
  async tellThread(change: Change): Promise<void> {
    if (!this.isHeard(change)) return;
    const thread = await this.threads.byId(change.threadId);
    if (thread) this.tellList(thread);
  }

  /** Tells whoever reads the thread, or looks at the list that it stands in, to look at it again. */
  async tellArrangement(change: Pick<Change, 'threadId' | 'communityId'>): Promise<void> {
    if (!this.isHeard(change)) return;
    const thread = await this.threads.byId(change.threadId);
    if (!thread) return;
    this.realtime.emitToThread(thread.id, 'thread:edited', { threadId: thread.id });
    this.tellList(thread);
  }

  /** Most replies come while nobody looks: then nothing need be read. Who joins now learns of them by `lastNumber`. */
  private isHeard({ threadId, communityId }: Pick<Change, 'threadId' | 'communityId'>): boolean {
    return this.realtime.isHeard(threadId, communityId);
  }

  private tellList({ id, communityId, lastNumber }: ThreadRow): void {
    this.realtime.emitToCommunity(communityId, 'thread:changed', { communityId, threadId: id, lastNumber });
  }

  private async livePost(row: PostRow): Promise<LivePost> {
    const { answeredId, answeredNumber, answeredAuthorId } = row;
    const people = await this.accounts.personsOf(
      answeredAuthorId === null ? [row.authorId] : [row.authorId, answeredAuthorId],
    );
    // What a removed post had is for few, and a room holds many.
    const shown = row.attachmentCount > 0 && row.removedAt === null && !row.deleted;
    const files = shown ? ((await this.files.ofPosts([row.id])).get(row.id) ?? []) : [];
    const person = (id: string) => ({ id, name: people.get(id)?.name ?? '' });
    return {
      id: row.id,
      number: row.number,
      ...shownText(row),
      revision: row.revision,
      author: person(row.authorId),
      createdAt: row.createdAt,
      editedAt: row.editedAt,
      deleted: row.deleted,
      removal: removalOf(row),
      inReplyTo:
        answeredId === null || answeredNumber === null || answeredAuthorId === null
          ? null
          : { id: answeredId, number: answeredNumber, author: person(answeredAuthorId) },
      attachments: files.map((file) => toAttachment(file, file.alt)),
    };
  }
}
