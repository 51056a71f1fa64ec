import { Injectable } from '@nestjs/common';
import { AccountService, type PersonType, type Viewer } from '#identity';
import { keyset } from '#platform/database';
import { NotFound } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page, type Window } from '#platform/graphql';
import { NOWHERE } from '../thread/place.service.js';
import { ThreadService } from '../thread/thread.service.js';
import type { ThreadType } from '../thread/thread.type.js';
import { PostHistoryRepository } from './post-history.repository.js';
import { htmlOf } from './post-text.js';
import { rangeOf, type PostKey } from './post.input.js';
import { loadHistory, loadPosts } from './post.loaders.js';
import { canDelete, canEdit } from './post.policy.js';
import { PostRepository, type PostRow } from './post.repository.js';
import type { PostAbilities, PostRef, PostRevisionType, PostType } from './post.type.js';

/** Reads posts. `request` is the object that holds what one request has asked already. */
@Injectable()
export class PostService {
  constructor(
    private readonly posts: PostRepository,
    private readonly history: PostHistoryRepository,
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

  /** What a post said before, newest first; nothing where it was never edited or is deleted. */
  async revisions(post: PostType, page: Page<PostKey>, request: object = {}): Promise<Connection<PostRevisionType>> {
    const count = post.deleted ? 0 : post.revision - 1;
    const { size, after } = page;
    const below = Math.min(post.revision, after?.[0] ?? post.revision);
    const found =
      count === 0 ? [] : await loadHistory(request, this.history, { postId: post.id, below, size: size + 1 });
    const { rows, hasMore } = keyset(found, size);
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
      count,
    );
  }

  /** A row of a thread that the viewer was allowed to read, as they see it. */
  async present(viewer: Viewer, row: PostRow, thread: ThreadType): Promise<PostType> {
    return toPost(viewer, thread, await this.accounts.personsOf(peopleIn(row)))(row);
  }
}

const keyOf = (post: PostType): string => encodeCursor([post.number]);

const peopleIn = (row: PostRow): string[] =>
  row.answeredAuthorId === null ? [row.authorId] : [row.authorId, row.answeredAuthorId];

const NOTHING: PostAbilities = Object.freeze({ edit: false, delete: false });

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
  const abilities = (row: PostRow): PostAbilities =>
    row.authorId === viewer.accountId
      ? {
          edit: canEdit(viewer.accountId, row, place) === true,
          delete: canDelete(viewer.accountId, row, place) === true,
        }
      : NOTHING;
  return (row) => ({
    id: row.id,
    threadId: row.threadId,
    number: row.number,
    body: row.body,
    bodyHtml: htmlOf(row),
    revision: row.revision,
    author: person(row.authorId),
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    deleted: row.deleted,
    inReplyTo: answered(row),
    viewerCan: abilities(row),
    thread,
  });
}
