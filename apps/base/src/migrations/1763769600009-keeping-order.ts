import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What libs/posts needs for keeping order: removed posts, locked and pinned threads, reports. */
export class KeepingOrder1763769600009 implements MigrationInterface {
  name = 'KeepingOrder1763769600009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE posts ADD COLUMN removed_at timestamptz, ADD COLUMN removal_reason text,
        ADD CONSTRAINT posts_removal_check CHECK ((removed_at IS NULL) = (removal_reason IS NULL))`);
    await runner.query(
      `ALTER TABLE threads ADD COLUMN locked boolean NOT NULL DEFAULT false, ADD COLUMN pinned_at timestamptz`,
    );
    await runner.query(`CREATE INDEX threads_pinned ON threads (community_id, pinned_at) WHERE pinned_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE post_reports (
        id uuid NOT NULL,
        post_id uuid NOT NULL,
        community_id uuid NOT NULL,
        reporter_id uuid NOT NULL,
        reason text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        resolved_at timestamptz,
        resolved_by uuid,
        CONSTRAINT post_reports_pkey PRIMARY KEY (id),
        CONSTRAINT post_reports_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE RESTRICT,
        CONSTRAINT post_reports_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT post_reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT post_reports_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT post_reports_resolved_check CHECK (resolved_by IS NULL OR resolved_at IS NOT NULL)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX post_reports_one_open ON post_reports (post_id, reporter_id) WHERE resolved_at IS NULL`);
    await runner.query(`
      CREATE INDEX post_reports_queue ON post_reports (community_id, created_at, id) WHERE resolved_at IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
