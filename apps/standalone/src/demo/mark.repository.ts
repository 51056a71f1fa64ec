import { Client } from 'pg';
import { statement, unreachable, type Queryable, type Tx } from '#platform/database';

/** Whose a database is: nobody's yet, the demonstration's, or somebody's who uses it for something else. */
export type Belonging = 'empty' | 'demonstration' | 'other';

/**
 * A schema of its own: the mark is there before the first table of the product, so that a start which was interrupted at any
 * moment finds it.
 */
const MARK = 'copse_demonstration.mark';
/** What makes the mark. */
export const MAKE_MARK = [
  `CREATE SCHEMA copse_demonstration`,
  `CREATE TABLE ${MARK} (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), loaded_at timestamptz)`,
  `INSERT INTO ${MARK} DEFAULT VALUES`,
];
const IS_MARKED = `SELECT to_regclass('${MARK}') IS NOT NULL AS marked`;
/** Anything at all that somebody made, but for what belongs to an extension of the server. */
const IS_EMPTY = `
  SELECT NOT EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS empty`;
const TABLES = `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS names FROM pg_tables
  WHERE schemaname = 'public' AND tablename <> 'migrations'`;

const IS_LOADED = statement('demo-is-loaded', `SELECT loaded_at IS NOT NULL AS loaded FROM ${MARK}`);
const LOADED = statement('demo-loaded', `UPDATE ${MARK} SET loaded_at = clock_timestamp()`);

/** Whose this database is. Throws StartError when it cannot be reached. */
export function belongingOf(url: string): Promise<Belonging> {
  return withClient(url, belonging);
}

/** Marks an empty database as the demonstration's; one that has the mark stays as it is. Answers whose it was. */
export function markDatabase(url: string): Promise<Belonging> {
  return withClient(url, async (client) => {
    const was = await belonging(client);
    if (was === 'empty') await together(client, MAKE_MARK);
    return was;
  });
}

/** Empties a database that has the mark: the schema stays at its level, without a row; jobs that wait go too. */
export function emptyDatabase(url: string): Promise<void> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ names: string | null }>(TABLES);
    const names = rows[0]?.names;
    await together(client, [
      ...(names ? [`TRUNCATE ${names}`] : []),
      // Made anew by the next start.
      `DROP SCHEMA IF EXISTS graphile_worker CASCADE`,
      `UPDATE ${MARK} SET loaded_at = NULL`,
    ]);
  });
}

/** Whether the demonstration was filled to its end. */
export async function isLoaded(on: Queryable): Promise<boolean> {
  const [row] = await on.run<{ loaded: boolean }>(IS_LOADED);
  return row?.loaded ?? false;
}

/** Notes, in the transaction that fills it, that the demonstration is there as a whole. */
export async function noteLoaded(tx: Tx): Promise<void> {
  await tx.run(LOADED);
}

async function belonging(client: Client): Promise<Belonging> {
  const { rows: marked } = await client.query<{ marked: boolean }>(IS_MARKED);
  if (marked[0]?.marked) return 'demonstration';
  const { rows } = await client.query<{ empty: boolean }>(IS_EMPTY);
  return rows[0]?.empty ? 'empty' : 'other';
}

async function together(client: Client, statements: readonly string[]): Promise<void> {
  await client.query('BEGIN');
  for (const text of statements) await client.query(text);
  await client.query('COMMIT');
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'copse demo' });
  // Its loss fails the statement that waits; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(error, url);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
