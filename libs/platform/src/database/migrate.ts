import { runMigrations as runJobMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

/** Any fixed number will do; it must be the same in every process that migrates ("copse" in ASCII). */
const MIGRATION_LOCK = 0x636f7073;

/**
 * Brings the database to the newest schema: ours, then graphile-worker's. Processes that start together take turns
 * by an advisory lock. Own connections, because DDL on a grown database may take longer than a request may. Answers the names
 * of the steps that were done now.
 */
export async function migrate(url: string, migrations: readonly (new () => MigrationInterface)[]): Promise<string[]> {
  const guard = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await guard.connect();
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    installExtensions: false,
  });
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.initialize();
    const done = await source.runMigrations({ transaction: 'each' });
    await runJobMigrations({ connectionString: url });
    return done.map(({ name }) => name);
  } finally {
    if (source.isInitialized) await source.destroy();
    await guard.end();
  }
}
