import { Injectable } from '@nestjs/common';
import { visibleTo } from '#membership';
import { Database, statement, type Tx } from '#platform/database';
import type { RenderedText } from './post.repository.js';

/** A post whose HTML an older renderer made. */
export interface OutdatedRow {
  readonly id: string;
  readonly body: string;
  readonly revision: number;
  readonly createdAt: string;
}

/** Where a walk through outdated posts stands, newest first; null: at its beginning. */
export type RenderingKey = readonly [createdAt: string, id: string] | null;

const OLDEST_VERSION = statement('post-rendering-oldest-version', `SELECT min(renderer_version) AS version FROM posts`);

// What nobody need sign in for is public: that is how membership's own SQL says it.
const OUTDATED = statement(
  'post-rendering-outdated',
  `SELECT p.id, p.body, p.revision, p.created_at AS "createdAt"
   FROM posts p JOIN threads t ON t.id = p.thread_id
   WHERE p.renderer_version = $1 AND (p.created_at, p.id) < ($2::timestamptz, $3::uuid)
     AND ${visibleTo('t.community_id', 'NULL::uuid')} = $4
   ORDER BY p.created_at DESC, p.id DESC LIMIT $5`,
);

const STORE = statement(
  'post-rendering-store',
  `UPDATE posts p SET body_html = r.html, renderer_version = $4
   FROM unnest($1::uuid[], $2::int[], $3::text[]) AS r (id, revision, html)
   WHERE p.id = r.id AND p.revision = r.revision AND p.renderer_version < $4`,
);

/** SQL of rendering stored posts anew. */
@Injectable()
export class PostRenderingRepository {
  constructor(private readonly db: Database) {}

  /** The oldest version that any stored HTML has; null without posts. */
  async oldestVersion(): Promise<number | null> {
    const [row] = await this.db.run<{ version: number | null }>(OLDEST_VERSION);
    return row?.version ?? null;
  }

  /** The next posts of this version, newest first. */
  outdated(version: number, isPublic: boolean, after: RenderingKey, size: number): Promise<OutdatedRow[]> {
    const key = after ?? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    return this.db.run(OUTDATED, [version, ...key, isPublic, size]);
  }

  /** Stores new HTML for posts that were not edited meanwhile. */
  async store(tx: Tx, rows: readonly OutdatedRow[], texts: readonly RenderedText[], version: number): Promise<void> {
    const html = texts.map(({ bodyHtml }) => bodyHtml);
    await tx.run(STORE, [rows.map(({ id }) => id), rows.map(({ revision }) => revision), html, version]);
  }
}
