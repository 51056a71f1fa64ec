import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import '#apps/base';
import { registeredTasks } from '#platform/events';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { KEPT_TABLES } from './kept-tables.js';
import { SnapshotRepository } from './snapshot.repository.js';

let test: TestDatabase;
let client: Client;
beforeAll(async () => {
  test = await testDatabase();
  client = new Client({ connectionString: test.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await test.close();
});

describe('what a backup keeps', () => {
  it('is decided for each table of the schema, and for no other', async () => {
    const tables = await new SnapshotRepository(client).tables();
    expect(Object.keys(KEPT_TABLES).toSorted()).toEqual(tables.map(({ name }) => name));
    for (const { why } of Object.values(KEPT_TABLES)) expect(why).toMatch(/^[A-Z].*\.$/s);
  });

  it('keeps all that a kept row refers to', async () => {
    const { rows } = await client.query<{ from: string; to: string; optional: boolean }>(
      `SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint c
       JOIN pg_namespace n ON n.oid = c.connamespace WHERE contype = 'f' AND n.nspname = 'public'`,
    );
    const lost = rows.filter(
      ({ from, to }) => KEPT_TABLES[from]?.kept !== 'nothing' && KEPT_TABLES[to]?.kept === 'nothing',
    );
    expect(lost).toEqual([]);
  });

  it.each(Object.entries(KEPT_TABLES).filter(([, { instead }]) => instead))(
    'says other values of %s in SQL',
    async (name, { instead }) => {
      for (const [column, sql] of Object.entries(instead ?? {}))
        await client.query(`SELECT t."${column}", ${sql} FROM "${name}" t WHERE false`);
    },
  );

  it('begins nothing anew by a job that nobody runs', () => {
    const jobs = Object.values(KEPT_TABLES).flatMap(
      ({ afterwards }) => /add_job\('([a-z-]+)'/.exec(afterwards ?? '')?.[1] ?? [],
    );
    expect(jobs).toEqual(['make-preview-when-file-kept']);
    const known = registeredTasks().map(({ identifier }) => identifier);
    expect(known).toEqual(expect.arrayContaining(jobs));
  });
});
