import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far people have read (libs/posts). */
export class ReadMarks1763769600012 implements MigrationInterface {
  name = 'ReadMarks1763769600012';

  async up(runner: QueryRunner): Promise<void> {
    // Its keys stop writes to accounts and threads until the end, so it makes tables and no rows, and waits for nobody long.
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
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
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
