import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that stand with a post. */
export class Attachments1763769600011 implements MigrationInterface {
  name = 'Attachments1763769600011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE posts ADD COLUMN attachment_count integer NOT NULL DEFAULT 0`);
    // What is said of a file never changes: it stands here as well, so that a page of posts asks for its files once.
    await runner.query(`
      CREATE TABLE post_attachments (
        file_id uuid NOT NULL,
        post_id uuid NOT NULL,
        position integer NOT NULL,
        alt text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL,
        width integer,
        height integer,
        CONSTRAINT post_attachments_pkey PRIMARY KEY (file_id),
        CONSTRAINT post_attachments_file_id_fkey FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE RESTRICT,
        CONSTRAINT post_attachments_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE RESTRICT
      )`);
    await runner.query(`CREATE INDEX post_attachments_post ON post_attachments (post_id, position)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
