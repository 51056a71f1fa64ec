import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { ReportKey } from './report.input.js';

/** A report that waits, as it is stored. */
export interface ReportRow {
  readonly id: string;
  readonly postId: string;
  readonly communityId: string;
  readonly reporterId: string;
  readonly reason: string;
  readonly createdAt: string;
}

/** One page of one community's queue. */
export interface ReportSlice {
  readonly communityId: string;
  readonly after: ReportKey | null;
  /** How many rows at most. */
  readonly size: number;
}

/** One page of a queue, and how long the whole is. */
export interface ReportPage {
  readonly rows: ReportRow[];
  readonly total: number;
}

/** A row of a page, or, of an empty page, a row without a report. */
type FoundRow = { readonly slice: number; readonly total: number } & (ReportRow | { readonly id: null });

const HAS_OPEN = statement(
  'report-has-open',
  `SELECT id FROM post_reports WHERE post_id = $1 AND reporter_id = $2 AND resolved_at IS NULL`,
);

// Whoever removes or deletes the post holds its row first and resolves its reports then: no report slips in between.
const INSERT = statement(
  'report-insert',
  `WITH post AS (
     SELECT id FROM posts WHERE id = $2 AND removed_at IS NULL AND deleted_at IS NULL FOR NO KEY UPDATE)
   INSERT INTO post_reports (id, post_id, community_id, reporter_id, reason)
   SELECT $1, post.id, $3, $4, $5 FROM post
   ON CONFLICT (post_id, reporter_id) WHERE resolved_at IS NULL DO NOTHING RETURNING id`,
);
const OPEN_OF_POST = statement(
  'reports-open-of-post',
  `SELECT count(*) AS count FROM post_reports WHERE post_id = $1 AND resolved_at IS NULL`,
);
const BY_ID = statement(
  'report-by-id',
  `SELECT post_id AS "postId", community_id AS "communityId" FROM post_reports WHERE id = $1`,
);
// One moment for all of them: it tells which were settled together, when that is taken back.
const RESOLVE_ALL = statement(
  'reports-resolve-all',
  `UPDATE post_reports SET resolved_at = statement_timestamp(), resolved_by = $2
   WHERE post_id = $1 AND resolved_at IS NULL RETURNING id`,
);
const HOLD_POST = statement(
  'report-hold-post',
  `SELECT id FROM posts WHERE id = $1 AND removed_at IS NULL AND deleted_at IS NULL FOR NO KEY UPDATE`,
);
// Whoever has reported the post once more meanwhile waits with that report.
const REOPEN_ALL = statement(
  'reports-reopen-all',
  `UPDATE post_reports r SET resolved_at = NULL, resolved_by = NULL FROM post_reports told
   WHERE told.id = $1 AND r.post_id = told.post_id AND r.resolved_at = told.resolved_at AND NOT EXISTS (
     SELECT FROM post_reports o WHERE o.post_id = r.post_id AND o.reporter_id = r.reporter_id AND o.resolved_at IS NULL)
   RETURNING r.id`,
);

// The count hangs on no row, so that it is known for an empty page as well.
const QUEUE = statement(
  'reports-queue',
  `SELECT s.slice, r.*,
     (SELECT count(*) FROM post_reports c WHERE c.community_id = s.community_id AND c.resolved_at IS NULL) AS total
   FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::int[]) WITH ORDINALITY AS s (community_id, at, id, size, slice)
   LEFT JOIN LATERAL (
     SELECT q.id, q.post_id AS "postId", q.community_id AS "communityId", q.reporter_id AS "reporterId", q.reason,
       q.created_at AS "createdAt"
     FROM post_reports q
     WHERE q.community_id = s.community_id AND q.resolved_at IS NULL AND (q.created_at, q.id) > (s.at, s.id)
     ORDER BY q.created_at, q.id LIMIT s.size) r ON true
   ORDER BY s.slice, r."createdAt", r.id`,
);

const FROM_THE_TOP: ReportKey = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** All SQL about reports. */
@Injectable()
export class ReportRepository {
  constructor(private readonly db: Database) {}

  /** Whether a report of this post by this account waits already. */
  async hasOpen(tx: Tx, postId: string, reporterId: string): Promise<boolean> {
    return (await tx.run(HAS_OPEN, [postId, reporterId])).length > 0;
  }

  /** False when the same account was faster with another call, or when the post was removed or deleted meanwhile. */
  async insert(tx: Tx, report: Omit<ReportRow, 'createdAt'>): Promise<boolean> {
    const { id, postId, communityId, reporterId, reason } = report;
    return (await tx.run(INSERT, [id, postId, communityId, reporterId, reason])).length === 1;
  }

  /** How many reports of this post wait; asked after an insert it is exact, since the insert holds the post. */
  async openOfPost(tx: Tx, postId: string): Promise<number> {
    const [row] = await tx.run<{ count: number }>(OPEN_OF_POST, [postId]);
    return row?.count ?? 0;
  }

  /** Where a report belongs, whether it waits or not. */
  async byId(tx: Tx, id: string): Promise<Pick<ReportRow, 'postId' | 'communityId'> | null> {
    const [row] = await tx.run<Pick<ReportRow, 'postId' | 'communityId'>>(BY_ID, [id]);
    return row ?? null;
  }

  /** Takes every report of a post from the queue; answers how many there were. `by` null: nobody judged. */
  async resolveAll(tx: Tx, postId: string, by: string | null): Promise<number> {
    return (await tx.run(RESOLVE_ALL, [postId, by])).length;
  }

  /** Holds a post, as whoever reports or removes it does; false when it is gone. */
  async holdPost(tx: Tx, postId: string): Promise<boolean> {
    return (await tx.run(HOLD_POST, [postId])).length > 0;
  }

  /** Puts a settled report, and all that were settled with it, back into the queue; answers how many. The post is held. */
  async reopenAll(tx: Tx, id: string): Promise<number> {
    return (await tx.run(REOPEN_ALL, [id])).length;
  }

  /** The rows of each of these slices, oldest first, and how many wait in all. One statement. */
  async queue(slices: readonly ReportSlice[]): Promise<ReportPage[]> {
    const keys = slices.map(({ after }) => after ?? FROM_THE_TOP);
    const rows = await this.db.run<FoundRow>(QUEUE, [
      slices.map(({ communityId }) => communityId),
      keys.map(([at]) => at),
      keys.map(([, id]) => id),
      slices.map(({ size }) => size),
    ]);
    const found = Map.groupBy(rows, ({ slice }) => slice);
    return slices.map((_, index) => {
      const mine = found.get(index + 1) ?? [];
      return { rows: mine.filter((row) => row.id !== null), total: mine[0]?.total ?? 0 };
    });
  }
}
