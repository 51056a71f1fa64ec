import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far people have read (libs/posts). */
export class ReadMarks1763769600012 implements MigrationInterface {
  name = 'ReadMarks1763769600012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE read_marks (
        account_id uuid NOT NULL,
        thread_id uuid NOT NULL,
        number integer NOT NULL,
        own_after integer NOT NULL DEFAULT 0,
        marked_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT read_marks_pkey PRIMARY KEY (account_id, thread_id),
        CONSTRAINT read_marks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT read_marks_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads (id) ON DELETE RESTRICT,
        CONSTRAINT read_marks_check CHECK (number >= 0 AND own_after >= 0)
      )`);
    // Whoever writes has read what they write; those who wrote before there were marks have read up to their last word.
    await runner.query(`
      INSERT INTO read_marks (account_id, thread_id, number)
      SELECT p.author_id, p.thread_id, max(p.number) FROM posts p JOIN accounts a ON a.id = p.author_id
      WHERE a.closed_at IS NULL GROUP BY p.author_id, p.thread_id`);
    // Tombstones and removed posts are nothing new to anybody.
    await runner.query(
      `CREATE INDEX posts_gone ON posts (thread_id, number) WHERE deleted_at IS NOT NULL OR removed_at IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
