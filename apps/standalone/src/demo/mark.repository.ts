import type { Client } from 'pg';
import { belonging, DEMONSTRATION_MARK as MARK, onDatabase, type Belonging } from '#apps/base';
import { statement, type Queryable, type Tx } from '#platform/database';

/** What makes the mark. */
export const MAKE_MARK = [
  `CREATE SCHEMA copse_demonstration`,
  `CREATE TABLE ${MARK} (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), loaded_at timestamptz)`,
  `INSERT INTO ${MARK} DEFAULT VALUES`,
];
const TABLES = `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS names FROM pg_tables
  WHERE schemaname = 'public' AND tablename <> 'migrations'`;

const IS_LOADED = statement('demo-is-loaded', `SELECT loaded_at IS NOT NULL AS loaded FROM ${MARK}`);
const LOADED = statement('demo-loaded', `UPDATE ${MARK} SET loaded_at = clock_timestamp()`);

/** Marks an empty database as the demonstration's; one that has the mark stays as it is. Answers whose it was. */
export function markDatabase(url: string): Promise<Belonging> {
  return onDatabase(url, async (client) => {
    const was = await belonging(client);
    if (was === 'empty') await together(client, MAKE_MARK);
    return was;
  });
}

/** Empties a database that has the mark: the schema stays at its level, without a row; jobs that wait go too. */
export function emptyDatabase(url: string): Promise<void> {
  return onDatabase(url, async (client) => {
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

async function together(client: Client, statements: readonly string[]): Promise<void> {
  await client.query('BEGIN');
  for (const text of statements) await client.query(text);
  await client.query('COMMIT');
}
