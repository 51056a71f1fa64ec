import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import type { PostPlace, ThreadFacts } from './post-news.type.js';

/** A post as it is stored, in the columns that are told of it. */
export interface NewsRow {
  readonly id: string;
  readonly threadId: string;
  readonly communityId: string;
  readonly number: number;
  readonly authorId: string;
  readonly body: string;
  readonly bodyHtml: string;
  readonly rendererVersion: number;
  readonly createdAt: string;
  readonly stands: boolean;
  readonly answeredNumber: number | null;
  readonly answeredAuthorId: string | null;
}

const THREADS = statement(
  'news-threads',
  `SELECT id, community_id AS "communityId", title, author_id AS "authorId", last_number AS "lastNumber", locked
   FROM threads WHERE id = ANY ($1::uuid[])`,
);

const SELECT = `SELECT p.id, p.thread_id AS "threadId", t.community_id AS "communityId", p.number, p.author_id AS "authorId",
    p.body, p.body_html AS "bodyHtml", p.renderer_version AS "rendererVersion", p.created_at AS "createdAt",
    p.deleted_at IS NULL AND p.removed_at IS NULL AS stands, a.number AS "answeredNumber", a.author_id AS "answeredAuthorId"
  FROM posts p JOIN threads t ON t.id = p.thread_id LEFT JOIN posts a ON a.id = p.in_reply_to_id`;

const AFTER = statement(
  'news-posts-after',
  `${SELECT} WHERE p.thread_id = $1 AND p.number > $2 ORDER BY p.number LIMIT $3`,
);
const BY_ID = statement('news-post', `${SELECT} WHERE p.id = $1`);

// In the order of ids; whoever deletes or removes one waits.
const HOLD_STANDING = statement(
  'news-posts-hold-standing',
  `SELECT id FROM posts WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL AND removed_at IS NULL ORDER BY id FOR SHARE`,
);

const AUTHORS = statement(
  'news-authors',
  `SELECT number, author_id AS "authorId" FROM posts WHERE thread_id = $1 AND number = ANY ($2::int[])`,
);

// Histories hold what was said before an edit; a text of the revision itself is among them once another followed. Each
// stands there by the last revision that it had, since removing and restoring raise it without another text: so that of
// this revision is the first from there on.
const EDITION = statement(
  'news-edition',
  `SELECT p.revision, f.body FROM posts p LEFT JOIN LATERAL (
     SELECT r.body FROM post_revisions r WHERE r.post_id = p.id AND r.revision <= COALESCE(
       (SELECT min(m.revision) FROM post_revisions m WHERE m.post_id = p.id AND m.revision >= $2), $2)
     ORDER BY r.revision DESC LIMIT $3) f ON true
   WHERE p.id = $1`,
);

/**
 * Says in SQL, for a lib that asks more in the same statement, `what` (such as `count(*)`) of the posts `w` of others that stand in this
 * part of a thread, both ends included. All are SQL expressions, never input.
 */
export const wordsOfOthers = (what: string, threadId: string, accountId: string, from: string, to: string): string =>
  `(SELECT ${what} FROM posts w WHERE w.thread_id = ${threadId} AND w.number BETWEEN ${from} AND ${to}
     AND w.author_id <> ${accountId} AND w.deleted_at IS NULL AND w.removed_at IS NULL)`;

const BEGINNINGS = statement(
  'news-beginnings',
  `SELECT w.place, b.* FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS w (thread_id, number, place)
   CROSS JOIN LATERAL (
     ${SELECT} WHERE p.thread_id = w.thread_id AND p.number >= w.number AND p.deleted_at IS NULL AND p.removed_at IS NULL
     ORDER BY p.number LIMIT 1) b`,
);

/** SQL of those who tell people what was said. */
@Injectable()
export class PostNewsRepository {
  constructor(private readonly db: Database) {}

  /** Facts of these threads; unknown ids are left out. */
  threads(ids: readonly string[], on: Queryable = this.db): Promise<ThreadFacts[]> {
    return on.run<ThreadFacts>(THREADS, [ids]);
  }

  /** At most `limit` posts after this number, in order. */
  after(threadId: string, number: number, limit: number, on: Queryable = this.db): Promise<NewsRow[]> {
    return on.run<NewsRow>(AFTER, [threadId, number, limit]);
  }

  async post(id: string, on: Queryable = this.db): Promise<NewsRow | null> {
    const [row] = await on.run<NewsRow>(BY_ID, [id]);
    return row ?? null;
  }

  /** Those of these posts that stand, held until the transaction ends. */
  async holdStanding(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    return new Set((await tx.run<{ id: string }>(HOLD_STANDING, [ids])).map(({ id }) => id));
  }

  /** Who wrote these posts of a thread, by number. */
  async authorsOf(threadId: string, numbers: readonly number[], on: Queryable = this.db): Promise<Map<number, string>> {
    const rows = await on.run<{ number: number; authorId: string }>(AUTHORS, [threadId, numbers]);
    return new Map(rows.map(({ number, authorId }) => [number, authorId]));
  }

  /** The present revision of a post, and what it said in the newest `limit` up to this one. */
  async edition(
    postId: string,
    upTo: number,
    limit: number,
    on: Queryable = this.db,
  ): Promise<{ revision: number; former: string[] } | null> {
    const rows = await on.run<{ revision: number; body: string | null }>(EDITION, [postId, upTo, limit]);
    const [first] = rows;
    return first ? { revision: first.revision, former: rows.flatMap(({ body }) => body ?? []) } : null;
  }

  /** For each place the first post that stands from there on; null where there is none. */
  async beginnings(places: readonly PostPlace[]): Promise<(NewsRow | null)[]> {
    const rows = await this.db.run<NewsRow & { place: number }>(BEGINNINGS, [
      places.map(({ threadId }) => threadId),
      places.map(({ number }) => number),
    ]);
    const found = new Map(rows.map((row) => [row.place, row]));
    return places.map((_, index) => found.get(index + 1) ?? null);
  }
}
