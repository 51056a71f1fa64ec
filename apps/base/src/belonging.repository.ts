import type { Client } from 'pg';
import { START_ANSWER_MS, withClient } from '#platform/database';
import { StartError } from '#platform/process';

/** Whose a database is: nobody's yet, the demonstration's, or somebody's who uses it for something else. */
export type Belonging = 'empty' | 'demonstration' | 'other';

/**
 * The mark of the demonstration, in a schema of its own: it is there before the first table of the product, so that a
 * start which was interrupted at any moment finds it.
 */
export const DEMONSTRATION_MARK = 'copse_demonstration.mark';

const IS_MARKED = `SELECT to_regclass('${DEMONSTRATION_MARK}') IS NOT NULL AS marked`;
/** Anything at all that somebody made, but for what belongs to an extension of the server. */
const IS_EMPTY = `
  SELECT NOT EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS empty`;

/** Whose this database is. Throws StartError when it cannot be reached, or does not answer. */
export function belongingOf(url: string): Promise<Belonging> {
  return withClient(url, { application_name: 'copse start', query_timeout: START_ANSWER_MS }, belonging);
}

/** Whose the database of this connection is. */
export async function belonging(client: Client): Promise<Belonging> {
  const { rows: marked } = await client.query<{ marked: boolean }>(IS_MARKED);
  if (marked[0]?.marked) return 'demonstration';
  const { rows } = await client.query<{ empty: boolean }>(IS_EMPTY);
  return rows[0]?.empty ? 'empty' : 'other';
}

/**
 * A site of one's own is no demonstration, which listens and writes to others under rules of its own. @throws StartError
 * for a database that carries its mark
 */
export async function refuseDemonstration(url: string): Promise<void> {
  if ((await belongingOf(url)) !== 'demonstration') return;
  throw new StartError('This database holds the demonstration. Start it with: npm start -- --demo');
}

/** Runs `work` on a connection of its own. Throws StartError when the database cannot be reached. */
export function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(url, { application_name: 'copse start' }, work);
}
