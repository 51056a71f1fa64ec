import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createDataSource, Database, type DataSourceOptions } from '../database/index.js';

/** A database of a test's own, cloned from the migrated template that Jest's global setup made. */
export interface TestDatabase {
  readonly db: Database;
  /** PostgreSQL URL, for what connects by itself (graphile-worker). */
  readonly url: string;
  /** Ends the connections. */
  close(): Promise<void>;
}

const TEMPLATE = 'copse_template';

/** Clones the template; needs the integration, architecture or e2e project of jest.config.mjs. */
export async function testDatabase(entities: DataSourceOptions['entities'] = []): Promise<TestDatabase> {
  const admin = process.env['COPSE_TEST_POSTGRES'];
  if (admin === undefined) throw new Error('No test database: run this file in a Jest project with the global setup.');
  const name = `t_${randomBytes(8).toString('hex')}`;
  await once(admin, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = withDatabase(admin, name);
  const dataSource = createDataSource({ url, poolSize: 20, entities, migrations: [] });
  await dataSource.initialize();
  return {
    db: new Database(dataSource),
    url,
    async close() {
      // The database stays, and goes with its server at the end: file systems are slow at making files where as many have just
      // been removed (ext4: a quarter of the processor's time of all these tests).
      await dataSource.destroy();
    },
  };
}

/** PostgreSQL's way of saying that its own cleaner is at work in a database, which only a superuser may send away. */
const NOT_TO_BE_ENDED = '42501';

/** Drops a database of a test, whoever is connected to it; `admin` is the URL of another one on its server. */
export async function dropDatabase(admin: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(admin, `DROP DATABASE ${name} WITH (FORCE)`);
    } catch (error) {
      if ((error as { code?: unknown }).code !== NOT_TO_BE_ENDED || tries === 100) throw error;
      await sleep(200);
    }
  }
}

const withDatabase = (url: string, name: string): string => {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
};

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
