import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/posts: threads, their posts, what a post said before it was edited, and a counter. */
export class Posts1763760000004 implements MigrationInterface {
  name = 'Posts1763760000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE threads (
        id uuid NOT NULL,
        community_id uuid NOT NULL,
        author_id uuid NOT NULL,
        title text NOT NULL,
        excerpt text NOT NULL,
        last_number integer NOT NULL,
        last_author_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        last_activity_at timestamptz NOT NULL,
        CONSTRAINT threads_pkey PRIMARY KEY (id),
        CONSTRAINT threads_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT threads_author_id_fkey FOREIGN KEY (author_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT threads_last_author_id_fkey FOREIGN KEY (last_author_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT threads_last_number_check CHECK (last_number >= 1)
      )`);
    await runner.query(`CREATE INDEX threads_latest ON threads (community_id, last_activity_at, id)`);
    await runner.query(`
      CREATE TABLE posts (
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        number integer NOT NULL,
        author_id uuid NOT NULL,
        body text NOT NULL,
        body_html text NOT NULL,
        renderer_version integer NOT NULL,
        revision integer NOT NULL,
        in_reply_to_id uuid,
        created_at timestamptz NOT NULL,
        edited_at timestamptz,
        deleted_at timestamptz,
        CONSTRAINT posts_pkey PRIMARY KEY (id),
        CONSTRAINT posts_number_key UNIQUE (thread_id, number),
        CONSTRAINT posts_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads (id) ON DELETE RESTRICT,
        CONSTRAINT posts_author_id_fkey FOREIGN KEY (author_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT posts_in_reply_to_id_fkey FOREIGN KEY (in_reply_to_id) REFERENCES posts (id) ON DELETE RESTRICT,
        CONSTRAINT posts_number_check CHECK (number >= 1),
        CONSTRAINT posts_revision_check CHECK (revision >= 1),
        CONSTRAINT posts_deleted_check CHECK (deleted_at IS NULL OR (body = '' AND body_html = ''))
      )`);
    await runner.query(`CREATE INDEX posts_rendering ON posts (renderer_version, created_at, id)`);
    await runner.query(`
      CREATE TABLE post_revisions (
        post_id uuid NOT NULL,
        revision integer NOT NULL,
        body text NOT NULL,
        body_html text NOT NULL,
        renderer_version integer NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT post_revisions_pkey PRIMARY KEY (post_id, revision),
        CONSTRAINT post_revisions_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE RESTRICT
      )`);
    await runner.query(`
      CREATE TABLE community_thread_counts (
        community_id uuid NOT NULL,
        threads integer NOT NULL,
        CONSTRAINT community_thread_counts_pkey PRIMARY KEY (community_id),
        CONSTRAINT community_thread_counts_community_id_fkey FOREIGN KEY (community_id)
          REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT community_thread_counts_check CHECK (threads >= 0)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
