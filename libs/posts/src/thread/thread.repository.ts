import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement, type Tx } from '#platform/database';
import { markOfWriter } from '../read-mark/read-mark.repository.js';
import type { ThreadKey } from './thread.input.js';

/** A thread as it is stored. */
export interface ThreadRow {
  readonly id: string;
  readonly communityId: string;
  readonly authorId: string;
  readonly title: string;
  readonly excerpt: string;
  readonly lastNumber: number;
  readonly lastAuthorId: string;
  readonly createdAt: string;
  readonly lastActivityAt: string;
  readonly locked: boolean;
  readonly pinned: boolean;
}

/** One page of one community's list, or of those of its threads that are pinned. */
export interface ThreadSlice {
  readonly communityId: string;
  readonly pinned: boolean;
  readonly after: ThreadKey | null;
  /** How many rows at most. */
  readonly size: number;
}

/** One page of a list, and how long the whole is. */
export interface ThreadPage {
  readonly rows: ThreadRow[];
  readonly total: number;
}

/** A row of a page, or, of an empty page, a row without a thread. */
export type FoundRow = { readonly total: number } & (ThreadRow | { readonly id: null });

const pageOf = (found: readonly FoundRow[]): ThreadPage => ({
  rows: found.filter((row) => row.id !== null),
  total: found[0]?.total ?? 0,
});

/** The pages of slices, of rows that say of which slice, counted from 1, they are. */
export function pagesOf(slices: readonly ThreadSlice[], rows: readonly (FoundRow & { slice: number })[]): ThreadPage[] {
  const found = Map.groupBy(rows, ({ slice }) => slice);
  return slices.map((_, index) => pageOf(found.get(index + 1) ?? []));
}

/**
 * Says in SQL how the number and the time of a thread's next post are taken, for the statement that writes it: a row (id,
 * number, at), none where the thread takes no more posts. Holds the thread's row until the transaction ends, so that
 * numbers have neither gaps nor doubles, whoever else writes; the clock is read inside the lock, so that later numbers never
 * carry earlier times. `first` is true, and is what is worked out before anything is held. All are SQL expressions, never input.
 */
export const takenNumber = (threadId: string, authorId: string, first: string): string => `
  UPDATE threads SET last_number = last_number + 1, last_author_id = ${authorId},
    last_activity_at = GREATEST(last_activity_at, clock_timestamp())
  WHERE id = ${threadId} AND NOT locked AND ${first} RETURNING id, last_number AS number, last_activity_at AS at`;

/** The columns of {@link ThreadRow}, of a table `t`. */
export const THREAD_COLUMNS = `t.id, t.community_id AS "communityId", t.author_id AS "authorId", t.title, t.excerpt,
  t.last_number AS "lastNumber", t.last_author_id AS "lastAuthorId",
  t.created_at AS "createdAt", t.last_activity_at AS "lastActivityAt",
  t.locked, t.pinned_at IS NOT NULL AS pinned`;

const BY_ID = lookUp('thread-by-id', `SELECT ${THREAD_COLUMNS} FROM threads t WHERE t.id = $1`);

const BY_IDS = lookUp('threads-by-ids', `SELECT ${THREAD_COLUMNS} FROM threads t WHERE t.id = ANY ($1::uuid[])`);

const TOTAL = (communityId: string): string =>
  `COALESCE((SELECT c.threads FROM community_thread_counts c WHERE c.community_id = ${communityId}), 0)`;

// The count hangs on no row, so that it is known for an empty page as well.
const LATEST = lookUp(
  'threads-latest',
  `SELECT ${TOTAL('$1')} AS total, t.* FROM (VALUES (1)) AS one LEFT JOIN LATERAL (
     SELECT ${THREAD_COLUMNS} FROM threads t
     WHERE t.community_id = $1 AND (t.last_activity_at, t.id) < ($2::timestamptz, $3::uuid)
     ORDER BY t.last_activity_at DESC, t.id DESC LIMIT $4) t ON true`,
);

// The same for several slices at once: of several communities, or the pinned threads of one beside its page. Of the two
// halves of each slice PostgreSQL runs the one that is asked for. OFFSET 0: each slice is counted once, not for each row.
const LATEST_OF = lookUp(
  'threads-latest-of',
  `SELECT s.slice, s.total, t.*
   FROM (SELECT u.*, ${TOTAL('u.community_id')} AS total
         FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::int[], $5::boolean[])
           WITH ORDINALITY AS u (community_id, at, id, size, pinned, slice) OFFSET 0) s
   LEFT JOIN LATERAL (
     (SELECT ${THREAD_COLUMNS}, t.last_activity_at AS place FROM threads t
      WHERE NOT s.pinned AND t.community_id = s.community_id AND (t.last_activity_at, t.id) < (s.at, s.id)
      ORDER BY t.last_activity_at DESC, t.id DESC LIMIT s.size)
     UNION ALL
     (SELECT ${THREAD_COLUMNS}, t.pinned_at AS place FROM threads t
      WHERE s.pinned AND t.community_id = s.community_id AND t.pinned_at IS NOT NULL
      ORDER BY t.pinned_at DESC, t.id DESC LIMIT s.size)) t ON true
   ORDER BY s.slice, t.place DESC, t.id DESC`,
);

const LAST_ACTIVITY = lookUp(
  'threads-last-activity',
  `SELECT c.id, t.at FROM unnest($1::uuid[]) AS c (id) CROSS JOIN LATERAL (
     SELECT last_activity_at AS at FROM threads WHERE community_id = c.id ORDER BY last_activity_at DESC, id DESC LIMIT 1) t`,
);

const INSERT = statement(
  'thread-insert',
  `WITH started AS (
     INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
     SELECT $1, $2, $3, $4, $5, 1, $3, at, at FROM clock_timestamp() AS at
     ON CONFLICT (id) DO NOTHING RETURNING id, author_id, created_at),
   mark AS (${markOfWriter('SELECT author_id, id, 1 FROM started')})
   SELECT created_at AS at FROM started`,
);

const COUNT_ONE_MORE = statement(
  'thread-count-one-more',
  `INSERT INTO community_thread_counts (community_id, threads) VALUES ($1, 1)
   ON CONFLICT (community_id) DO UPDATE SET threads = community_thread_counts.threads + 1`,
);

const SET_EXCERPT = statement('thread-set-excerpt', `UPDATE threads SET excerpt = $2 WHERE id = $1`);

/** Before the first of every list. */
export const FROM_THE_TOP: ThreadKey = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** All SQL about threads. */
@Injectable()
export class ThreadRepository {
  constructor(private readonly db: Database) {}

  async byId(id: string, on: Queryable = this.db): Promise<ThreadRow | null> {
    const [row] = await on.run<ThreadRow>(BY_ID, [id]);
    return row ?? null;
  }

  /** These threads by id; unknown ids are left out. */
  async byIds(ids: readonly string[]): Promise<Map<string, ThreadRow>> {
    const rows = await this.db.run<ThreadRow>(BY_IDS, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The rows of each of these slices, latest activity (or latest pinned) first, and how many threads there are. One statement. */
  async latest(slices: readonly ThreadSlice[]): Promise<ThreadPage[]> {
    const [only] = slices;
    if (only && slices.length === 1 && !only.pinned) {
      return [
        pageOf(await this.db.run<FoundRow>(LATEST, [only.communityId, ...(only.after ?? FROM_THE_TOP), only.size])),
      ];
    }
    const keys = slices.map(({ after }) => after ?? FROM_THE_TOP);
    const rows = await this.db.run<FoundRow & { slice: number }>(LATEST_OF, [
      slices.map(({ communityId }) => communityId),
      keys.map(([at]) => at),
      keys.map(([, id]) => id),
      slices.map(({ size }) => size),
      slices.map(({ pinned }) => pinned),
    ]);
    return pagesOf(slices, rows);
  }

  /** When somebody last wrote in each of these communities; those without a thread are left out. */
  async lastActivity(communityIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.run<{ id: string; at: string }>(LAST_ACTIVITY, [communityIds]);
    return new Map(rows.map(({ id, at }) => [id, at]));
  }

  /** Adds a thread whose first post is number 1; answers when, or null when the id is taken. */
  async insert(
    tx: Tx,
    thread: Pick<ThreadRow, 'id' | 'communityId' | 'authorId' | 'title' | 'excerpt'>,
  ): Promise<string | null> {
    const { id, communityId, authorId, title, excerpt } = thread;
    const [row] = await tx.run<{ at: string }>(INSERT, [id, communityId, authorId, title, excerpt]);
    if (!row) return null;
    await tx.run(COUNT_ONE_MORE, [communityId]);
    return row.at;
  }

  async setExcerpt(tx: Tx, threadId: string, excerpt: string): Promise<void> {
    await tx.run(SET_EXCERPT, [threadId, excerpt]);
  }
}
