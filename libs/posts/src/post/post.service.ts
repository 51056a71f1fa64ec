import { Injectable } from '@nestjs/common';
import { AccountService, type PersonType, type Viewer } from '#identity';
import { keyset } from '#platform/database';
import { NotFound } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page, type Window } from '#platform/graphql';
import { NOWHERE } from '#membership';
import { toAttachment, type AttachmentType } from '#resources';
import { canKeepOrder } from '../thread/thread.policy.js';
import { ThreadService } from '../thread/thread.service.js';
import type { ThreadType } from '../thread/thread.type.js';
import { PostAttachmentRepository } from './post-attachment.repository.js';
import { PostHistoryRepository } from './post-history.repository.js';
import { htmlOf, removalOf, removedText, shownText } from './post-text.js';
import { rangeOf, type PostKey } from './post.input.js';
import { loadFiles, loadHistory, loadPosts } from './post.loaders.js';
import { canDelete, canEdit, canRemove, canReport, canRestore, canSeeRemoved } from './post.policy.js';
import { PostRepository, type PostRow } from './post.repository.js';
import type { PostAbilities, PostRef, PostRevisionType, PostType } from './post.type.js';

/** Reads posts. `request` is the object that holds what one request has asked already. */
@Injectable()
export class PostService {
  constructor(
    private readonly posts: PostRepository,
    private readonly history: PostHistoryRepository,
    private readonly files: PostAttachmentRepository,
    private readonly threads: ThreadService,
    private readonly accounts: AccountService,
  ) {}

  /**
   * A post that the viewer may read.
   * @throws NotFound for a missing and for a hidden one, after the same questions
   */
  async read(viewer: Viewer, id: string, request: object = {}): Promise<PostType> {
    const row = await this.posts.byId(id);
    const thread = await this.threads.read(viewer, row?.threadId ?? NOWHERE, request);
    if (!row) throw new NotFound();
    return this.present(viewer, row, thread);
  }

  /** A window of the posts of a thread that the viewer was allowed to read. One statement. */
  async window(
    viewer: Viewer,
    thread: ThreadType,
    window: Window<PostKey>,
    request: object = {},
  ): Promise<Connection<PostType>> {
    const range = rangeOf(thread.id, window, thread.lastNumber);
    const rows = await loadPosts(request, this.posts, range);
    const people = await this.accounts.personsOf(rows.flatMap(peopleIn));
    const more = { before: range.from > 1, after: range.to < thread.lastNumber };
    return pageOf(rows.map(toPost(viewer, thread, people)), keyOf, more, thread.lastNumber);
  }

  /** What a post said before, newest first; nothing where it was never edited, is deleted or was removed. */
  async revisions(post: PostType, page: Page<PostKey>, request: object = {}): Promise<Connection<PostRevisionType>> {
    const hidden = post.editedAt === null || post.deleted || post.removal !== null;
    const { size, after } = page;
    const below = Math.min(post.revision, after?.[0] ?? post.revision);
    const slice = { postId: post.id, below, size: size + 1 };
    const found = hidden ? { rows: [], total: 0 } : await loadHistory(request, this.history, slice);
    const { rows, hasMore } = keyset(found.rows, size);
    const revisions = rows.map((row) => ({
      revision: row.revision,
      body: row.body,
      bodyHtml: htmlOf(row),
      createdAt: row.createdAt,
    }));
    return pageOf(
      revisions,
      ({ revision }) => encodeCursor([revision]),
      { before: after !== null, after: hasMore },
      found.total,
    );
  }

  /**
   * The files that stand with a post, in their order. Of a removed one only for those who are shown what it said, of a
   * deleted one for nobody. No statement where there are none.
   */
  async attachments(post: PostType, request: object = {}): Promise<AttachmentType[]> {
    if (post.attachmentCount === 0 || (post.removal !== null && post.removedHtml === null)) return [];
    return (await loadFiles(request, this.files, post)).map((file) => toAttachment(file, file.alt));
  }

  /** A row of a thread that the viewer was allowed to read, as they see it. */
  async present(viewer: Viewer, row: PostRow, thread: ThreadType): Promise<PostType> {
    return toPost(viewer, thread, await this.accounts.personsOf(peopleIn(row)))(row);
  }

  /** The same for rows of several threads; a row whose thread is not given is left out. */
  async presentAll(
    viewer: Viewer,
    rows: Iterable<PostRow>,
    threads: readonly ThreadType[],
  ): Promise<Map<string, PostType>> {
    const all = [...rows];
    const people = await this.accounts.personsOf(all.flatMap(peopleIn));
    const views = new Map(threads.map((thread) => [thread.id, toPost(viewer, thread, people)]));
    return new Map(
      all.flatMap((row) => {
        const view = views.get(row.threadId);
        return view ? [[row.id, view(row)]] : [];
      }),
    );
  }
}

const keyOf = (post: PostType): string => encodeCursor([post.number]);

const peopleIn = (row: PostRow): string[] =>
  row.answeredAuthorId === null ? [row.authorId] : [row.authorId, row.answeredAuthorId];

/** What somebody may do who did not write the post and keeps no order: the same object for all of a page. */
const NOTHING: PostAbilities = Object.freeze({
  edit: false,
  delete: false,
  remove: false,
  restore: false,
  report: false,
});
const REPORT: PostAbilities = Object.freeze({ ...NOTHING, report: true });

/** The view of one thread's rows; what is the same for all of them is asked once. */
function toPost(
  viewer: Viewer,
  thread: ThreadType,
  people: ReadonlyMap<string, PersonType>,
): (row: PostRow) => PostType {
  const { place } = thread;
  const person = (id: string): PersonType => {
    const found = people.get(id);
    if (!found) throw new Error('Whoever wrote has an account, if only an emptied one.');
    return found;
  };
  const answered = ({ answeredId, answeredNumber, answeredAuthorId }: PostRow): PostRef | null =>
    answeredId === null || answeredNumber === null || answeredAuthorId === null
      ? null
      : { id: answeredId, number: answeredNumber, author: person(answeredAuthorId) };
  const { accountId } = viewer;
  const keepsOrder = canKeepOrder(place) === true;
  const abilities = (row: PostRow): PostAbilities =>
    row.authorId === accountId || keepsOrder
      ? {
          edit: canEdit(accountId, row, place, thread) === true,
          delete: canDelete(accountId, row, place) === true,
          remove: canRemove(row, place) === true,
          restore: canRestore(row, place) === true,
          report: canReport(row, place) === true,
        }
      : canReport(row, place) === true
        ? REPORT
        : NOTHING;
  return (row) => ({
    id: row.id,
    threadId: row.threadId,
    number: row.number,
    ...shownText(row),
    revision: row.revision,
    author: person(row.authorId),
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    deleted: row.deleted,
    removal: removalOf(row),
    removedHtml: canSeeRemoved(accountId, row, place) === true ? removedText(row) : null,
    inReplyTo: answered(row),
    viewerCan: abilities(row),
    thread,
    attachmentCount: row.attachmentCount,
  });
}
