import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a message says outside its text (libs/platform/mail): who speaks, its thread, its list, how to stop it; and whose reader was refused. */
export class MailEnvelopes1763769600013 implements MigrationInterface {
  name = 'MailEnvelopes1763769600013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outgoing_mails ADD COLUMN envelope jsonb`);
    await runner.query(`
      ALTER TABLE outgoing_mails ADD CONSTRAINT outgoing_mails_envelope_erased
        CHECK (envelope IS NULL OR state IN ('waiting', 'sending'))`);
    await runner.query(`
      ALTER TABLE outgoing_mails ADD COLUMN refused_at timestamptz,
        ADD COLUMN refusal_doubted boolean NOT NULL DEFAULT false`);
    await runner.query(
      `CREATE INDEX outgoing_mails_refused_at ON outgoing_mails (refused_at) WHERE refused_at IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
