import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Pool } from 'pg';
import type { MigrationInterface } from 'typeorm';
import { nameOfMigration } from '#platform/database';
import { until } from '../support/until.js';
import { FORMER_STATEMENTS, FORMER_STEPS, formerDatabase, migrateOn, newSteps } from './former-release.js';
import { fillFormer, formerMember } from './former-writers.js';

/** What a process of the former release relies on, a line each. */
const RELIED_ON = `
  SELECT 'column ' || c.relname || '.' || a.attname AS what, format_type(a.atttypid, a.atttypmod) AS how,
    a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS strict
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'rule ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid), true FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'p', 'f', 'x')
  UNION ALL SELECT 'unique ' || c.relname || '.' || i.relname, pg_get_indexdef(i.oid), true FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
  WHERE x.indisunique AND c.relnamespace = 'public'::regnamespace`;

interface Relied {
  readonly what: string;
  readonly how: string;
  /** Whoever writes without knowing of it is refused. */
  readonly strict: boolean;
}

const tableOf = (what: string): string => /^\w+ ([^.]+)\./.exec(what)?.[1] ?? '';
const reliedOn = async (client: Client): Promise<Map<string, Relied>> =>
  new Map((await client.query<Relied>(RELIED_ON)).rows.map((row) => [row.what, row]));

/** Errors of the statements that PostgreSQL does not take, by their names; nothing is run. */
async function refused(client: Client): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, text] of Object.entries(FORMER_STATEMENTS)) {
    // To lock cannot be planned, so it is done and undone.
    const asked = text.trimStart().startsWith('LOCK') ? text : `EXPLAIN (GENERIC_PLAN) ${text}`;
    await client.query('BEGIN');
    await client.query(asked).catch((error: Error) => (found[name] = error.message));
    await client.query('ROLLBACK');
  }
  return found;
}

describe('an upgrade from the former release', () => {
  let database: Awaited<ReturnType<typeof formerDatabase>>;
  let pool: Pool;
  let client: Client;
  let before: Map<string, Relied>;

  beforeAll(async () => {
    database = await formerDatabase();
    // As that release's own pool was.
    pool = new Pool({ connectionString: database.url, max: 8, statement_timeout: 10_000, lock_timeout: 2_000 });
    await fillFormer(pool);
    client = new Client({ connectionString: database.url });
    await client.connect();
    before = await reliedOn(client);
  });
  afterAll(async () => {
    // A connection that says goodbye may still be there when its database is dropped.
    pool?.on('error', () => undefined);
    await client?.end();
    await pool?.end();
    await database?.close();
  });

  it('begins at a schema that all of its statements fit', async () => {
    expect(FORMER_STEPS).toBeGreaterThan(0);
    expect(Object.keys(FORMER_STATEMENTS).length).toBeGreaterThan(400);
    expect(await refused(client)).toEqual({});
  });

  it('is made while processes of that release read and write, and none of them notices', async () => {
    let over = false;
    const members = [0, 1, 2].map((at) => formerMember(pool, at, () => over));
    const count = async (): Promise<number> => (await pool.query('SELECT FROM creations')).rowCount ?? 0;
    const goOn = async (): Promise<void> => {
      const sofar = await count();
      await until('more posts', async () => (await count()) >= sofar + 10);
    };
    await goOn();
    const done = await migrateOn(database.url);
    expect(done).toEqual(newSteps.map(nameOfMigration));
    await goOn();
    over = true;
    const acts = await Promise.all(members);
    expect(acts.flatMap(({ failures }) => failures)).toEqual([]);
    for (const { posts } of acts) {
      const { rowCount } = await pool.query(
        `SELECT FROM posts WHERE id = ANY ($1::uuid[]) AND body = 'Edited by the former release' AND revision = 2`,
        [posts],
      );
      expect(rowCount).toBe(posts.length);
    }
    // Each number once, none left out.
    const { rows } = await pool.query(
      `SELECT FROM threads t WHERE t.last_number <> (SELECT count(*) FROM posts p WHERE p.thread_id = t.id)`,
    );
    expect(rows).toEqual([]);
  });

  it('ends at a schema that all of its statements still fit', async () => {
    expect(await refused(client)).toEqual({});
  });

  it('takes nothing away, changes nothing and demands nothing new of who writes as before', async () => {
    const after = await reliedOn(client);
    expect([...before.values()].filter(({ what, how }) => after.get(what)?.how !== how)).toEqual([]);
    const tables = new Set([...before.keys()].map(tableOf));
    const demands = [...after.values()].filter(
      ({ what, strict }) => strict && !before.has(what) && tables.has(tableOf(what)),
    );
    expect(demands).toEqual([]);
  });

  it('keeps nobody from deleting what that release deletes', async () => {
    const deleted = new Set(
      Object.values(FORMER_STATEMENTS).flatMap((text) =>
        [...text.matchAll(/DELETE FROM (\w+)/g)].map(([, table]) => table),
      ),
    );
    const known = new Set([...before.keys()].map(tableOf));
    const { rows } = await client.query<{ from: string; to: string }>(
      `SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint
       WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND confdeltype IN ('a', 'r')`,
    );
    expect(rows.filter(({ from, to }) => !known.has(from) && deleted.has(to))).toEqual([]);
  });
});

describe('each new step of the schema', () => {
  /** What a step says to a database that answers nothing. */
  const wordsOf = async (Step: (typeof newSteps)[number]): Promise<{ texts: string[]; inTransaction: boolean }> => {
    const texts: string[] = [];
    const step: MigrationInterface = new Step();
    const query = (text: string): Promise<never[]> => {
      texts.push(text.replace(/\s+/g, ' ').trim());
      return Promise.resolve([]);
    };
    await step.up({ query } as never);
    return { texts, inTransaction: step.transaction !== false };
  };
  const steps = newSteps.map((Step) => [nameOfMigration(Step), Step] as const);

  it('is there to be looked at', () => {
    expect(steps.length).toBeGreaterThan(0);
  });

  it.each(steps)('%s adds, and waits for nobody long', async (_name, Step) => {
    const { texts, inTransaction } = await wordsOf(Step);
    const made = new Set(texts.flatMap((text) => /^CREATE TABLE (?:IF NOT EXISTS )?(\w+)/i.exec(text)?.[1] ?? []));
    for (const text of texts) {
      // An index that a broken-off attempt left is of no use to anybody.
      if (/^DROP INDEX CONCURRENTLY IF EXISTS/i.test(text)) continue;
      expect(text).not.toMatch(
        /\b(?:DROP (?:TABLE|COLUMN|CONSTRAINT|INDEX|VIEW|FUNCTION)|RENAME|TRUNCATE|SET NOT NULL|ALTER COLUMN \w+ (?:SET DATA )?TYPE)\b/i,
      );
      const [, table] =
        /^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY).* ON (?:ONLY )?(?:public\.)?(\w+)/i.exec(text) ?? [];
      // On a table that is in use an index is made beside the writers.
      if (table !== undefined) expect([...made]).toContain(table);
      // Rows that are there are written anew by a task, a few at a time, and never while a step holds their table.
      const [, filled] = /^(?:WITH\b.*\b)?(?:UPDATE|DELETE FROM|INSERT INTO) (?:public\.)?(\w+)/i.exec(text) ?? [];
      if (filled !== undefined) expect([...made]).toContain(filled);
      // A rule over them would be tried on each under a lock; one that is not valid yet is tried later, beside the writers.
      const [, ruled] =
        /^ALTER TABLE (?:ONLY )?(?:public\.)?(\w+) .*\bADD (?:CONSTRAINT|CHECK|FOREIGN)\b/i.exec(text) ?? [];
      if (ruled !== undefined && !/\b(?:NOT VALID|USING INDEX)\b/i.test(text)) expect([...made]).toContain(ruled);
    }
    const locks = texts.some((text) => /\b(?:ALTER TABLE|REFERENCES|CREATE TRIGGER)\b/i.test(text));
    if (inTransaction && locks) expect(texts.some((text) => /^SET LOCAL lock_timeout/i.test(text))).toBe(true);
    if (texts.some((text) => /CONCURRENTLY/i.test(text))) expect(inTransaction).toBe(false);
  });
});
