import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a message says outside its text (libs/platform/mail): who speaks, its thread, its list, how to stop it. */
export class MailEnvelopes1763769600013 implements MigrationInterface {
  name = 'MailEnvelopes1763769600013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outgoing_mails ADD COLUMN envelope jsonb`);
    await runner.query(`
      ALTER TABLE outgoing_mails ADD CONSTRAINT outgoing_mails_envelope_erased
        CHECK (envelope IS NULL OR state IN ('waiting', 'sending'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
