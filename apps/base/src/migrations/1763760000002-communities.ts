import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/communities: associations, their communities, and the note that the directory file was read. */
export class Communities1763760000002 implements MigrationInterface {
  name = 'Communities1763760000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE associations (
        id uuid NOT NULL,
        slug text NOT NULL,
        name_en text NOT NULL,
        name_fr text NOT NULL,
        languages text[] NOT NULL,
        position integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT associations_pkey PRIMARY KEY (id),
        CONSTRAINT associations_slug_key UNIQUE (slug),
        CONSTRAINT associations_languages_check CHECK (languages <@ ARRAY['EN', 'FR'])
      )`);
    await runner.query(`
      CREATE TABLE communities (
        id uuid NOT NULL,
        slug text NOT NULL,
        association_id uuid NOT NULL,
        name_en text NOT NULL,
        name_fr text NOT NULL,
        summary_en text NOT NULL,
        summary_fr text NOT NULL,
        visibility text NOT NULL,
        join_policy text NOT NULL,
        eligibility text NOT NULL,
        status text NOT NULL,
        tags text[] NOT NULL,
        search_text text NOT NULL,
        enrolled_programmes text[] NOT NULL,
        application_form jsonb,
        meetings jsonb,
        facilitator_note text,
        position integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT communities_pkey PRIMARY KEY (id),
        CONSTRAINT communities_slug_key UNIQUE (slug),
        CONSTRAINT communities_association_id_fkey FOREIGN KEY (association_id)
          REFERENCES associations (id) ON DELETE RESTRICT,
        CONSTRAINT communities_visibility_check CHECK (visibility IN ('PUBLIC', 'PRIVATE')),
        CONSTRAINT communities_join_policy_check CHECK (join_policy IN ('OPEN', 'APPLICATION', 'CLOSED')),
        CONSTRAINT communities_eligibility_check CHECK (eligibility IN
          ('ANYONE', 'MUSEUM_STAFF', 'MEMBER_INSTITUTION', 'MEMBER_OR_COLLABORATOR', 'SELF_IDENTIFIED')),
        CONSTRAINT communities_status_check CHECK (status IN ('ORGANIZING', 'OPERATIONAL', 'ARCHIVED'))
      )`);
    await runner.query(`CREATE INDEX communities_association_id ON communities (association_id)`);
    await runner.query(`CREATE INDEX communities_name_en ON communities (name_en COLLATE "en-x-icu", id)`);
    await runner.query(`CREATE INDEX communities_name_fr ON communities (name_fr COLLATE "fr-x-icu", id)`);
    await runner.query(`
      CREATE TABLE directory_loads (
        id integer NOT NULL,
        source text NOT NULL,
        loaded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT directory_loads_pkey PRIMARY KEY (id),
        CONSTRAINT directory_loads_once CHECK (id = 1)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
