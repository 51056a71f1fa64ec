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

const PAGES = statement(
  'post-history-pages',
  `SELECT s.slice, h.* FROM unnest($1::uuid[], $2::int[], $3::int[]) WITH ORDINALITY AS s (post_id, below, size, slice)
   CROSS JOIN LATERAL (
     SELECT r.revision, r.body, r.body_html AS "bodyHtml",
       r.renderer_version AS "rendererVersion", r.created_at AS "createdAt"
     FROM post_revisions r WHERE r.post_id = s.post_id AND r.revision < s.below
     ORDER BY r.revision DESC LIMIT s.size) h
   ORDER BY s.slice, h.revision DESC`,
);

/** All SQL that reads what posts said before. */
@Injectable()
export class PostHistoryRepository {
  constructor(private readonly db: Database) {}

  /** The rows of each of these slices, newest first. One statement. */
  async pages(slices: readonly HistorySlice[]): Promise<RevisionRow[][]> {
    const rows = await this.db.run<RevisionRow & { slice: number }>(PAGES, [
      slices.map(({ postId }) => postId),
      slices.map(({ below }) => below),
      slices.map(({ size }) => size),
    ]);
    const found = Map.groupBy(rows, ({ slice }) => slice);
    return slices.map((_, index) => found.get(index + 1) ?? []);
  }
}
