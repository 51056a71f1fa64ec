import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';

/** What a post said before an edit, as it is stored. */
export interface RevisionRow {
  readonly revision: number;
  readonly body: string;
  readonly bodyHtml: string;
  readonly rendererVersion: number;
  readonly createdAt: string;
}

/** One page of one post's history. */
export interface HistorySlice {
  readonly postId: string;
  /** Only revisions below this one. */
  readonly below: number;
  /** How many rows at most. */
  readonly size: number;
}

/** One page, and how many revisions there are in all. */
export interface HistoryPage {
  readonly rows: RevisionRow[];
  readonly total: number;
}

/** A row of a page, or, of an empty page, a row without a revision. */
type FoundRow = { readonly slice: number; readonly total: number } & (RevisionRow | { readonly revision: null });

// The count hangs on no row, so that it is known for an empty page as well. It cannot be told from the number of the
// newest revision: removals and restorations have numbers too.
const PAGES = statement(
  'post-history-pages',
  `SELECT s.slice, (SELECT count(*) FROM post_revisions r WHERE r.post_id = s.post_id) AS total, h.* FROM unnest($1::uuid[], $2::int[], $3::int[]) WITH ORDINALITY AS s (post_id, below, size, slice)
   LEFT JOIN LATERAL (
     SELECT r.revision, r.body, r.body_html AS "bodyHtml",
       r.renderer_version AS "rendererVersion", r.created_at AS "createdAt"
     FROM post_revisions r WHERE r.post_id = s.post_id AND r.revision < s.below
     ORDER BY r.revision DESC LIMIT s.size) h ON true
   ORDER BY s.slice, h.revision DESC`,
);

/** All SQL that reads what posts said before. */
@Injectable()
export class PostHistoryRepository {
  constructor(private readonly db: Database) {}

  /** The rows of each of these slices, newest first. One statement. */
  async pages(slices: readonly HistorySlice[]): Promise<HistoryPage[]> {
    const rows = await this.db.run<FoundRow>(PAGES, [
      slices.map(({ postId }) => postId),
      slices.map(({ below }) => below),
      slices.map(({ size }) => size),
    ]);
    const found = Map.groupBy(rows, ({ slice }) => slice);
    return slices.map((_, index) => {
      const mine = found.get(index + 1) ?? [];
      return { rows: mine.filter((row) => row.revision !== null), total: mine[0]?.total ?? 0 };
    });
  }
}
