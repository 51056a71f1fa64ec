import { statement, type Queryable, type Tx } from '#platform/database';
import type { Place, Row } from './places.js';

const PLACES = statement(
  'demo-places',
  `SELECT id, slug, visibility, eligibility, application_form AS form FROM communities ORDER BY slug`,
);
const ASSOCIATIONS = statement('demo-associations', `SELECT id, slug FROM associations`);
const SET_PASSWORD = statement('demo-set-password', `UPDATE accounts SET password_hash = $2 WHERE lower(email) = $1`);
/** Rows that go in one message. */
const BATCH = 400;

/** SQL that fills the demonstration, table by table: much faster than asking for it as its people would have. */
export const demoRepository = {
  /** All communities of the directory. */
  places: (on: Queryable): Promise<Place[]> => on.run<Place>(PLACES),

  /** Ids of the associations by slug. */
  async associations(on: Queryable): Promise<Map<string, string>> {
    const rows = await on.run<{ id: string; slug: string }>(ASSOCIATIONS);
    return new Map(rows.map(({ id, slug }) => [slug, id]));
  },

  /** Adds rows of one kind. Table and columns come from our own code; columns that are not named get their default. */
  async insert(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    const insert = statement(
      `demo-insert-${table}`,
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    );
    for (let at = 0; at < rows.length; at += BATCH) {
      await tx.run(insert, [JSON.stringify(rows.slice(at, at + BATCH))]);
    }
  },

  /** Gives the account of this address another password. */
  async setPassword(on: Queryable, email: string, passwordHash: string): Promise<void> {
    await on.run(SET_PASSWORD, [email, passwordHash]);
  },
};
