import { runMigrations as runJobMigrations } from 'graphile-worker';
import pg, { Client, type Pool, type PoolClient } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { StartError } from '../process/start-error.js';
import { breakOff, leave } from './break-off.js';
import { unreachable } from './database-hold.js';

/** Any fixed number will do; it must be the same in every process that migrates ("copse" in ASCII). */
const MIGRATION_LOCK = 0x636f7073;

/**
 * Brings the database to the newest schema: ours, then graphile-worker's. Processes that start together take turns
 * by an advisory lock. Own connections, because DDL on a grown database may take longer than a request may. Answers the names
 * of the steps that were done now.
 * @throws StartError when the database cannot be reached, or the connection that holds the lock is lost
 */
export async function migrate(url: string, migrations: readonly (new () => MigrationInterface)[]): Promise<string[]> {
  const guard = new Guard(url);
  const source = new DataSource({
    type: 'postgres',
    driver: pg,
    url,
    poolSize: 1,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    installExtensions: false,
    extra: { keepAlive: true },
  });
  try {
    await guard.take();
    await source.initialize();
    guard.watch((source.driver as unknown as { master: Pool }).master);
    const done = await source.runMigrations({ transaction: 'each' });
    guard.demandHeld();
    await runJobMigrations({ connectionString: url });
    return done.map(({ name }) => name);
  } catch (error) {
    // What broke off because of it says less.
    guard.demandHeld();
    throw error;
  } finally {
    if (source.isInitialized) await source.destroy();
    await guard.release();
  }
}

/** The lock that keeps other processes from migrating, on a connection of its own. */
class Guard {
  private readonly client: Client;
  private worker: PoolClient | undefined;
  private loss: Error | undefined;

  constructor(private readonly url: string) {
    this.client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      // It says nothing while a step takes its time, and a network forgets whoever is silent.
      keepAlive: true,
      application_name: 'copse migrations',
    });
    this.client.on('error', (error) => this.lose(error));
  }

  /** Waits for its turn, however long others take. */
  async take(): Promise<void> {
    await this.client.connect().catch((error: unknown) => {
      throw unreachable(error, this.url);
    });
    await this.client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  }

  /** Breaks off what this pool works on once the lock is lost: others may begin by then. */
  watch(pool: Pool): void {
    pool.on('acquire', (client) => {
      this.worker = client;
      if (this.loss) breakOff(client);
    });
  }

  demandHeld(): void {
    const { loss, url } = this;
    if (!loss) return;
    const { host, pathname } = new URL(url);
    throw new StartError(
      `The connection to the database ${host}${pathname} was lost while its schema was brought up to date: ${loss.message}. The steps that were done stay, and the one under way is done anew. Try again.`,
      { cause: loss },
    );
  }

  async release(): Promise<void> {
    await leave(this.client);
  }

  private lose(error: Error): void {
    this.loss ??= error;
    if (this.worker) breakOff(this.worker);
  }
}
