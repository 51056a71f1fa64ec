import type { MigrationInterface, QueryRunner } from 'typeorm';

const BATCH = 1_000;

/**
 * What stood before anybody was told of anything is not told: threads up to their last post, and the library; and the first
 * digest of each member tells what comes after this. Who follows the threads in which they wrote is found out by
 * `follow-former-threads` (libs/notifications), which needs all posts.
 */
export class ToldBefore1763769600016 implements MigrationInterface {
  name = 'ToldBefore1763769600016';

  /** Each batch by itself, so that nobody waits for its locks; done anew it goes on where nothing was written yet. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await this.inBatches(
      runner,
      `SELECT id, last_number FROM threads WHERE id > $1 ORDER BY id LIMIT $2`,
      `INSERT INTO fanouts (subject_id, number, behind) SELECT id, last_number, true FROM batch ORDER BY id`,
    );
    await this.inBatches(
      runner,
      `SELECT id FROM resources WHERE id > $1 ORDER BY id LIMIT $2`,
      `INSERT INTO fanouts (subject_id, number) SELECT id, 1 FROM batch ORDER BY id`,
    );
    await this.inBatches(
      runner,
      `SELECT DISTINCT account_id AS id FROM memberships WHERE account_id > $1 ORDER BY account_id LIMIT $2`,
      `INSERT INTO mail_settings (account_id, token)
       SELECT id, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') FROM batch ORDER BY id`,
    );
  }

  private async inBatches(runner: QueryRunner, batch: string, insert: string): Promise<void> {
    let after: string | undefined = '00000000-0000-0000-0000-000000000000';
    while (after !== undefined) {
      const rows = (await runner.query(
        `WITH batch AS MATERIALIZED (${batch}), written AS (${insert} ON CONFLICT DO NOTHING)
         SELECT id FROM batch ORDER BY id DESC LIMIT 1`,
        [after, BATCH],
      )) as { id: string }[];
      after = rows[0]?.id;
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
