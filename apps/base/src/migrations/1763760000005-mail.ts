import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Table of libs/platform/mail: one row for each message that must go out. */
export class Mail1763760000005 implements MigrationInterface {
  name = 'Mail1763760000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outgoing_mails (
        id uuid PRIMARY KEY,
        message_key text CONSTRAINT outgoing_mails_message_key UNIQUE,
        message_id text NOT NULL,
        recipient text,
        subject text,
        text_body text,
        html_body text,
        state text NOT NULL DEFAULT 'waiting',
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT outgoing_mails_state CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
        CONSTRAINT outgoing_mails_erased CHECK (
          (state IN ('waiting', 'sending')) = (recipient IS NOT NULL AND subject IS NOT NULL AND text_body IS NOT NULL AND html_body IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX outgoing_mails_created_at ON outgoing_mails (created_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
