import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Viewer } from '#identity';
import { claim, Database, type Queryable, type Tx } from '#platform/database';
import { Conflict, demand, Forbidden, IdTaken, Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { RateLimits } from '#platform/limits';
import { NotInThread } from '../posts.errors.js';
import { PostEdited, ReplyPosted } from '../posts.events.js';
import { NOWHERE } from '#membership';
import { canReply, LOCKED } from '../thread/thread.policy.js';
import { ThreadRepository, type ThreadRow } from '../thread/thread.repository.js';
import type { PostFile } from './post-attachment.repository.js';
import { PostEntryService } from './post-entry.service.js';
import { PostHoldService, type HeldPost } from './post-hold.service.js';
import { renderText, threadExcerpt } from './post-text.js';
import type { editPostInput, replyInput } from './post.input.js';
import { canEdit, limitOf } from './post.policy.js';
import { PostRepository, refusalOfReply, type NewReply, type PostRow, type RenderedText } from './post.repository.js';
import { PostService } from './post.service.js';
import type { PostType } from './post.type.js';

type TextState = Pick<PostRow, 'id' | 'body' | 'revision'>;
type EditInput = z.output<typeof editPostInput>;

/** Replies and edits. Each is one transaction: the text, its files, the counters and the events exist together. */
@Injectable()
export class PostWritingService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly limits: RateLimits,
    private readonly hold: PostHoldService,
    private readonly threadRows: ThreadRepository,
    private readonly postRows: PostRepository,
    private readonly posts: PostService,
    private readonly entries: PostEntryService,
  ) {}

  /**
   * Adds a reply under the thread's next number, with its files.
   * @throws NotFound, Forbidden, IdTaken, NotInThread, BadInput on `attachments.N.id`, RateLimited
   */
  async reply(viewer: Viewer, input: z.output<typeof replyInput>, request: object = {}): Promise<PostType> {
    const accountId = idOf(viewer);
    const { id } = input;
    const thread = await this.threadRows.byId(input.threadId);
    const written = await this.limits.spend(limitOf('reply', accountId), accountId, (count) =>
      this.db.tx((tx) => this.insertReply(viewer, accountId, thread, input, { tx, count }), { keyed: id !== null }),
    );
    return written ? this.hold.show(viewer, written) : this.posts.read(viewer, id ?? NOWHERE, request);
  }

  /**
   * Null when this very call was made before. `seen` may be older than the place that is held; whether it was locked since
   * is found out when the number is taken.
   */
  private async insertReply(
    viewer: Viewer,
    accountId: string,
    seen: ThreadRow | null,
    input: z.output<typeof replyInput>,
    { tx, count }: { tx: Tx; count: () => Promise<void> },
  ): Promise<HeldPost | null> {
    const { id, inReplyTo } = input;
    // Asked in one breath. Whoever may not read is told so whatever the other answers are: theirs is there first.
    const [{ thread, place }, isNew, answered] = await Promise.all([
      this.hold.placeOf(viewer, seen, tx),
      id === null || claim(tx, { id, accountId, operation: 'reply', input }),
      inReplyTo === null ? null : this.postRows.answered(tx, inReplyTo, input.threadId),
    ]);
    if (!isNew) return null;
    demand(canReply(place, thread));
    if (inReplyTo !== null && !answered) throw new NotInThread();
    const files = await this.entries.bind(tx, viewer, thread.communityId, input.attachments);
    await count();
    // Rendering is work: nobody gets it who may not write, and it is done before the thread's row is held.
    const text = renderText(input.body);
    const facts = {
      ...text,
      id: id ?? v7(),
      threadId: thread.id,
      authorId: accountId,
      answeredId: answered?.id ?? null,
    };
    const { number, at } = await this.writeReply(tx, facts, files, thread.communityId);
    const post: PostRow = {
      ...facts,
      number,
      revision: 1,
      createdAt: at,
      editedAt: null,
      attachmentCount: files.length,
      deleted: false,
      removedAt: null,
      removalReason: null,
      answeredNumber: answered?.number ?? null,
      answeredAuthorId: answered?.authorId ?? null,
    };
    return { thread: { ...thread, lastNumber: number, lastAuthorId: accountId, lastActivityAt: at }, post, place };
  }

  /** Writes, notes the event and commits in one message: others of the thread wait no longer than PostgreSQL works. */
  private async writeReply(
    tx: Tx,
    reply: Omit<NewReply, 'attachmentCount'>,
    files: readonly PostFile[],
    communityId: string,
  ): Promise<{ number: number; at: string }> {
    try {
      // The note first: it holds nothing that anybody waits for.
      const [, written] = await Promise.all([
        this.outbox.record(tx, new ReplyPosted(reply.threadId, reply.id, communityId)),
        this.entries.reply(tx, reply, files),
        tx.commit(),
      ]);
      return written;
    } catch (error) {
      const refusal = refusalOfReply(error);
      if (refusal === 'LOCKED') throw new Forbidden(LOCKED.message);
      throw refusal === 'ID_TAKEN' ? new IdTaken() : error;
    }
  }

  /**
   * Puts a new text in place of an own post's and keeps the old one in its history. Where files are named, they take the
   * place of those that it had, of which no history is kept.
   * @throws NotFound, Forbidden, BadInput on `attachments.N.id`, RateLimited, Conflict with the present text when
   * somebody was faster
   */
  async edit(viewer: Viewer, input: EditInput, request: object = {}): Promise<PostType> {
    const accountId = idOf(viewer);
    // Looked at twice: first without a lock, so that nothing waits for the rendering and nobody gets it for nothing.
    const seen = await this.posts.read(viewer, input.postId, request);
    const facts = { authorId: seen.author.id, deleted: seen.deleted, removedAt: seen.removal?.at ?? null };
    demand(canEdit(accountId, facts, seen.thread.place, seen.thread));
    if (await this.isDone(seen, input)) return seen;
    if (seen.revision !== input.expectedRevision) throw conflictWith(seen);
    const written = await this.limits.spend('edit', accountId, async (count) => {
      await count();
      const text = renderText(input.body);
      const excerpt = seen.number === 1 ? threadExcerpt(input.body) : null;
      return this.db.tx((tx) => this.putText(viewer, accountId, input, { tx, text, excerpt }));
    });
    return this.hold.show(viewer, written);
  }

  private async putText(
    viewer: Viewer,
    accountId: string,
    input: EditInput,
    { tx, text, excerpt }: { tx: Tx; text: RenderedText; excerpt: string | null },
  ): Promise<HeldPost> {
    const { post: found, thread, place } = await this.hold.post(viewer, input.postId, tx);
    const { attachments: given } = input;
    // Held where files are named: the same edit sent twice at once would find them taken by itself.
    const post = given ? ((await this.postRows.hold(tx, found.id)) ?? found) : found;
    demand(canEdit(accountId, post, place, thread));
    if (await this.isDone(post, input, tx)) return { thread, post, place };
    if (post.revision !== input.expectedRevision) throw conflictWith(post);
    const files = given ? await this.entries.rebind(tx, viewer, thread.communityId, { postId: post.id, given }) : null;
    const attachmentCount = files?.length ?? post.attachmentCount;
    const edited = await this.postRows.edit(tx, post.id, input.expectedRevision, text, files && attachmentCount);
    if (!edited) throw await this.conflict(viewer, accountId, tx, post.id);
    if (files) await this.entries.replace(tx, post.id, files);
    if (excerpt !== null) await this.threadRows.setExcerpt(tx, thread.id, excerpt);
    await this.outbox.record(tx, new PostEdited(thread.id, post.id, thread.communityId));
    return {
      thread: { ...thread, excerpt: excerpt ?? thread.excerpt },
      post: { ...post, ...text, ...edited, attachmentCount },
      place,
    };
  }

  /**
   * What posting this text would show.
   * @throws RateLimited
   */
  async preview(viewer: Viewer, body: string): Promise<string> {
    await this.limits.take('preview', idOf(viewer));
    return renderText(body).bodyHtml;
  }

  /** Whether the answer to this very edit was lost on its way. */
  private async isDone(
    post: TextState,
    { body, expectedRevision, attachments }: EditInput,
    on: Queryable = this.db,
  ): Promise<boolean> {
    if (post.revision !== expectedRevision + 1 || post.body !== body) return false;
    return attachments === undefined || this.entries.has(post.id, attachments, on);
  }

  /** Why an edit found nothing to change: the post or its thread takes none any more, or somebody was faster. */
  private async conflict(viewer: Viewer, accountId: string, tx: Tx, postId: string): Promise<Error> {
    const { post, thread, place } = await this.hold.post(viewer, postId, tx);
    demand(canEdit(accountId, post, place, thread));
    return conflictWith(post);
  }
}

const conflictWith = ({ body, revision }: TextState): Conflict =>
  new Conflict('This post was changed meanwhile.', { body, revision });

function idOf(viewer: Viewer): string {
  if (viewer.accountId === null) throw new Unauthenticated();
  return viewer.accountId;
}
