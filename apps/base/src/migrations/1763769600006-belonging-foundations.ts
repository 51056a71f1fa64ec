import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What platform and identity need for belonging: mail that can be called back, suspension, and an audit log by place. */
export class BelongingFoundations1763769600006 implements MigrationInterface {
  name = 'BelongingFoundations1763769600006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outgoing_mails ADD COLUMN about text[] NOT NULL DEFAULT '{}'`);
    await runner.query(`CREATE INDEX outgoing_mails_about ON outgoing_mails USING gin (about)`);
    // A message that was called back keeps its row and its key, so that no handler that runs twice queues it once more.
    await runner.query(`
      ALTER TABLE outgoing_mails DROP CONSTRAINT outgoing_mails_state,
        ADD CONSTRAINT outgoing_mails_state CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'cancelled'))`);
    await runner.query(`
      ALTER TABLE accounts ADD COLUMN suspended_until timestamptz, ADD COLUMN suspension_reason text,
        ADD CONSTRAINT accounts_suspension CHECK ((suspended_until IS NULL) = (suspension_reason IS NULL))`);
    // Administrators look accounts up by name; folded, as people type it and as foldText does from now on.
    await runner.query(`ALTER TABLE accounts ADD COLUMN search_name text NOT NULL DEFAULT ''`);
    await runner.query(`
      UPDATE accounts SET search_name = btrim(regexp_replace(translate(
        replace(replace(replace(lower(regexp_replace(normalize(name, NFD), '[\\u0300-\\u036f]', '', 'g')),
          'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'øłđ‘’', 'old'''''), '\\s+', ' ', 'g'))
      WHERE closed_at IS NULL`);
    await runner.query(`
      ALTER TABLE audit_entries ADD COLUMN community_id uuid, ADD COLUMN account_id uuid, ADD COLUMN reason text,
        ADD CONSTRAINT audit_entries_account FOREIGN KEY (account_id) REFERENCES accounts ON DELETE RESTRICT`);
    await runner.query(`CREATE INDEX audit_entries_community ON audit_entries (community_id, id)`);
    await runner.query(`
      UPDATE audit_entries SET community_id = subject::uuid, account_id = (details ->> 'accountId')::uuid
      WHERE action IN ('facilitator-appointed', 'facilitator-left')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
