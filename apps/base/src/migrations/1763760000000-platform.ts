import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/platform: the record of client-made ids and the register of living workers. */
export class Platform1763760000000 implements MigrationInterface {
  name = 'Platform1763760000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE creations (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        operation text NOT NULL,
        input_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX creations_created_at ON creations (created_at)`);
    await runner.query(`
      CREATE TABLE workers (
        id text PRIMARY KEY,
        lock_key bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
