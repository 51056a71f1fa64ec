import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Former addresses of communities, so that a rename breaks no link and nobody moves in at an old address; and how often
 * each was changed, so that of two who edit one the later sees that it is no longer what they began with.
 */
export class CommunitySettings1763769600007 implements MigrationInterface {
  name = 'CommunitySettings1763769600007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE former_slugs (
        slug text NOT NULL,
        community_id uuid NOT NULL,
        retired_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT former_slugs_pkey PRIMARY KEY (slug),
        CONSTRAINT former_slugs_community_id_fkey FOREIGN KEY (community_id)
          REFERENCES communities (id) ON DELETE RESTRICT
      )`);
    await runner.query(`CREATE INDEX former_slugs_community_id ON former_slugs (community_id)`);
    await runner.query(`ALTER TABLE communities ADD COLUMN revision integer NOT NULL DEFAULT 1`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
