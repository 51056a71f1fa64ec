import { Client } from 'pg';
import { migrate } from '#platform/database';
import { migrations } from '../../apps/base/src/migrations/index.js';

const TEMPLATE = 'copse_template';
const LOCK = 20_261_121;

/** Makes the migrated template that each test file clones, if this file is the first; the others wait for it. */
const url = process.env['COPSE_TEST_POSTGRES'];
if (url === undefined) throw new Error('No PostgreSQL for the tests: see test/support/global-setup.mjs.');
const client = new Client({ connectionString: url });
await client.connect();
try {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rowCount === 0) {
    await client.query(`CREATE DATABASE ${TEMPLATE}_new`);
    const fresh = new URL(url);
    fresh.pathname = `/${TEMPLATE}_new`;
    await migrate(fresh.href, migrations);
    await client.query(`ALTER DATABASE ${TEMPLATE}_new RENAME TO ${TEMPLATE}`);
  }
} finally {
  await client.end();
}
