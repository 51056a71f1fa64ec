import { Injectable } from '@nestjs/common';
import { Database, LETS_GO, lookUp, type Queryable, statement, type Tx } from '#platform/database';
import { fileInSearch, fileReplyInSearch, SearchEntryRepository, stemsOf } from '../search/search-entry.repository.js';
import { searchText } from '../search/search-text.js';
import { markOfWriter } from '../read-mark/read-mark.repository.js';
import { takenNumber } from '../thread/thread.repository.js';
import type { PostRange } from './post.input.js';

/** A post as it is stored, with what must be known of the post that it answers. */
export interface PostRow {
  readonly id: string;
  readonly threadId: string;
  readonly number: number;
  readonly authorId: string;
  readonly body: string;
  readonly bodyHtml: string;
  readonly rendererVersion: number;
  readonly revision: number;
  readonly createdAt: string;
  readonly editedAt: string | null;
  /** How many files stand with it, also while it is removed. */
  readonly attachmentCount: number;
  readonly deleted: boolean;
  /** When a facilitator removed it, and why; both null while it stands. */
  readonly removedAt: string | null;
  readonly removalReason: string | null;
  readonly answeredId: string | null;
  readonly answeredNumber: number | null;
  readonly answeredAuthorId: string | null;
}

/** The post that another one answers. */
export interface AnsweredRow {
  readonly id: string;
  readonly number: number;
  readonly authorId: string;
}

/** A post that is to be written. */
export type NewPost = Pick<
  PostRow,
  'id' | 'threadId' | 'number' | 'authorId' | 'answeredId' | 'createdAt' | 'attachmentCount'
> &
  RenderedText;

/** A reply that is to be written; its number and its time are found out when it is. */
export type NewReply = Omit<NewPost, 'number' | 'createdAt'>;

/** A text and what was made of it. */
export interface RenderedText {
  readonly body: string;
  readonly bodyHtml: string;
  readonly rendererVersion: number;
}

const SELECT = `SELECT p.id, p.thread_id AS "threadId", p.number, p.author_id AS "authorId", p.body, p.body_html AS "bodyHtml",
  p.renderer_version AS "rendererVersion", p.revision, p.created_at AS "createdAt", p.edited_at AS "editedAt",
  p.attachment_count AS "attachmentCount", p.deleted_at IS NOT NULL AS deleted, p.removed_at AS "removedAt", p.removal_reason AS "removalReason", a.id AS "answeredId", a.number AS "answeredNumber", 
  a.author_id AS "answeredAuthorId" FROM posts p LEFT JOIN posts a ON a.id = p.in_reply_to_id`;

const BY_ID = lookUp('post-by-id', `${SELECT} WHERE p.id = $1`);
// FOR NO KEY UPDATE: as EDIT below.
const HELD = statement('post-held', `${SELECT} WHERE p.id = $1 FOR NO KEY UPDATE OF p`);
const IN_RANGE = lookUp(
  'posts-in-range',
  `${SELECT} WHERE p.thread_id = $1 AND p.number BETWEEN $2 AND $3 ORDER BY p.number`,
);
const IN_RANGES = lookUp(
  'posts-in-ranges',
  `SELECT r.range, q.* FROM unnest($1::uuid[], $2::int[], $3::int[]) WITH ORDINALITY AS r (thread_id, first, last, range)
   CROSS JOIN LATERAL (${SELECT} WHERE p.thread_id = r.thread_id AND p.number BETWEEN r.first AND r.last) q
   ORDER BY r.range, q.number`,
);
const ANSWERED = statement(
  'post-answered',
  `SELECT id, number, author_id AS "authorId" FROM posts WHERE id = $1 AND thread_id = $2`,
);

// Found by its words from the same moment on: a statement more would be a trip more while the thread's row is held.
const INSERT = statement(
  'post-insert',
  `WITH written AS (
     INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, in_reply_to_id, created_at,
       attachment_count)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10) ON CONFLICT (id) DO NOTHING
     RETURNING id, thread_id, number, revision, created_at),
   filed AS (${fileInSearch('SELECT id, thread_id, number, revision, created_at, $11 FROM written')})
   SELECT id FROM written`,
);

// All that a reply changes, in one statement, since the thread's row is held from its number on: its words, the writer's read
// mark and the number go along. It fails where it may not be kept, so that a COMMIT can follow it at once (`Tx.commit`):
// by its key where the id is taken, by the division where the thread takes no replies any more. Whoever answers in the same
// thread waits for this alone, and not for the disk.
const REPLY = statement(
  'post-reply',
  `WITH words AS MATERIALIZED (SELECT ${stemsOf('$9::text')} AS stems),
   taken AS (${takenNumber('$2', '$3', '(SELECT stems IS NOT NULL FROM words)')}),
   mark AS (${markOfWriter('SELECT $3::uuid, id, number FROM taken')}),
   written AS (
     INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, in_reply_to_id, created_at,
       attachment_count)
     SELECT $1, id, number, $3, $4, $5, $6, 1, $7, at, $8 FROM taken
     RETURNING id, thread_id, number, revision, created_at),
   filed AS (${fileReplyInSearch('SELECT id, thread_id, number, revision, created_at, stems FROM written, words')})
   SELECT max(number) AS number, max(created_at) AS at, 1 / count(*) AS written, ${LETS_GO} FROM written`,
);
const DIVISION_BY_NOTHING = '22012';
const TAKEN_KEY = '23505';

/** Why a reply was not written; null where it is for other reasons than its thread's and its id's. */
export function refusalOfReply(error: unknown): 'LOCKED' | 'ID_TAKEN' | null {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  if (code === DIVISION_BY_NOTHING) return 'LOCKED';
  return code === TAKEN_KEY && constraint === 'posts_pkey' ? 'ID_TAKEN' : null;
}

// FOR NO KEY UPDATE: replies that answer this very post only look at its key, and need not wait. The thread is held as a
// reply holds it, so that nothing is edited in it once it is locked.
const EDIT = statement(
  'post-edit',
  `WITH before AS (
     SELECT p.id, p.revision, p.body, p.body_html, p.renderer_version, COALESCE(p.edited_at, p.created_at) AS written_at
     FROM posts p JOIN threads t ON t.id = p.thread_id
     WHERE p.id = $1 AND p.revision = $2 AND p.deleted_at IS NULL AND p.removed_at IS NULL AND NOT t.locked
     FOR NO KEY UPDATE),
   kept AS (
     INSERT INTO post_revisions (post_id, revision, body, body_html, renderer_version, created_at)
     SELECT id, revision, body, body_html, renderer_version, written_at FROM before)
   UPDATE posts p SET body = $3, body_html = $4, renderer_version = $5, revision = p.revision + 1, edited_at = clock_timestamp(),
     attachment_count = COALESCE($6, p.attachment_count)
   FROM before WHERE p.id = before.id RETURNING p.revision, p.edited_at AS "editedAt"`,
);

const ERASE = statement(
  'post-erase',
  `WITH before AS (SELECT id, attachment_count FROM posts WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE)
   UPDATE posts p SET body = '', body_html = '', revision = revision + 1, deleted_at = clock_timestamp(), attachment_count = 0
   FROM before WHERE p.id = before.id RETURNING p.revision, before.attachment_count AS "attachmentCount"`,
);
const ERASE_HISTORY = statement('post-erase-history', `DELETE FROM post_revisions WHERE post_id = $1`);

const BY_IDS = lookUp('posts-by-ids', `${SELECT} WHERE p.id = ANY ($1::uuid[])`);

/** All SQL about posts, but for their history, their removal and their re-rendering. */
@Injectable()
export class PostRepository {
  constructor(
    private readonly db: Database,
    private readonly search: SearchEntryRepository,
  ) {}

  async byId(id: string, on: Queryable = this.db): Promise<PostRow | null> {
    const [row] = await on.run<PostRow>(BY_ID, [id]);
    return row ?? null;
  }

  /** These posts by id; unknown ids are left out. */
  async byIds(ids: readonly string[]): Promise<Map<string, PostRow>> {
    const rows = await this.db.run<PostRow>(BY_IDS, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** A post that nobody else changes until the end of `tx`; null when there is none. */
  async hold(tx: Tx, id: string): Promise<PostRow | null> {
    const [row] = await tx.run<PostRow>(HELD, [id]);
    return row ?? null;
  }

  /** The posts of each of these ranges by number. One statement, none where nothing is asked for. */
  async inRanges(ranges: readonly PostRange[]): Promise<PostRow[][]> {
    const asked = ranges.filter(({ from, to }) => from <= to);
    const found = new Map<PostRange, PostRow[]>();
    const [only] = asked;
    if (only && asked.length === 1) {
      found.set(only, await this.db.run<PostRow>(IN_RANGE, [only.threadId, only.from, only.to]));
    } else if (only) {
      const rows = await this.db.run<PostRow & { range: number }>(IN_RANGES, [
        asked.map(({ threadId }) => threadId),
        asked.map(({ from }) => from),
        asked.map(({ to }) => to),
      ]);
      const grouped = Map.groupBy(rows, ({ range }) => range);
      asked.forEach((range, index) => found.set(range, grouped.get(index + 1) ?? []));
    }
    return ranges.map((range) => found.get(range) ?? []);
  }

  /** The post that is answered, if it stands in this thread. */
  async answered(tx: Tx, id: string, threadId: string): Promise<AnsweredRow | null> {
    const [row] = await tx.run<AnsweredRow>(ANSWERED, [id, threadId]);
    return row ?? null;
  }

  /**
   * Adds a reply under its thread's next number, which nobody else is given until the transaction ends. Throws what
   * {@link refusalOfReply} understands.
   */
  async reply(tx: Tx, reply: NewReply): Promise<{ number: number; at: string }> {
    const { id, threadId, authorId, body, bodyHtml, rendererVersion, answeredId, attachmentCount } = reply;
    const text = [body, bodyHtml, rendererVersion];
    const values = [id, threadId, authorId, ...text, answeredId, attachmentCount, searchText(body)];
    const [written] = await tx.run<{ number: number; at: string }>(REPLY, values);
    if (!written) throw new Error('A reply was neither written nor refused.');
    return { number: written.number, at: written.at };
  }

  /** Adds the first post of a thread; false when the id is taken. */
  async insert(tx: Tx, post: NewPost): Promise<boolean> {
    const { id, threadId, number, authorId, body, bodyHtml, rendererVersion, answeredId, createdAt } = post;
    const text = [body, bodyHtml, rendererVersion];
    const values = [
      id,
      threadId,
      number,
      authorId,
      ...text,
      answeredId,
      createdAt,
      post.attachmentCount,
      searchText(body),
    ];
    return (await tx.run(INSERT, values)).length === 1;
  }

  /**
   * Puts a new text in place and keeps the old one as a revision; null when this is not the newest revision any more,
   * or when the post was removed or its thread locked meanwhile. `attachmentCount`: of its files from now on; null: as before.
   */
  async edit(
    tx: Tx,
    id: string,
    expectedRevision: number,
    text: RenderedText,
    attachmentCount: number | null = null,
  ): Promise<{ revision: number; editedAt: string } | null> {
    const values = [id, expectedRevision, text.body, text.bodyHtml, text.rendererVersion, attachmentCount];
    const [row] = await tx.run<{ revision: number; editedAt: string }>(EDIT, values);
    if (!row) return null;
    await this.search.put([{ postId: id, revision: row.revision, words: searchText(text.body) }], tx);
    return row;
  }

  /**
   * Makes a tombstone: text and history are gone for good. Answers how many files it had, which the caller lets go of;
   * null when it was one already.
   */
  async erase(tx: Tx, id: string): Promise<{ revision: number; attachmentCount: number } | null> {
    const [row] = await tx.run<{ revision: number; attachmentCount: number }>(ERASE, [id]);
    if (!row) return null;
    await tx.run(ERASE_HISTORY, [id]);
    await this.search.put([{ postId: id, revision: row.revision, words: '' }], tx);
    return row;
  }
}
