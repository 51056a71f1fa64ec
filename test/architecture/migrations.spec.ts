import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface } from 'typeorm';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { entities, migrations } from '../../apps/api/src/index.js';

/** Tables → lib, from left to right on the line; a foreign key may point left or stay, never right. */
const LINE = ['platform', 'identity', 'communities', 'membership', 'posts'];

/** What TypeORM's schema builder cannot say and would drop: name → why it is there. Each must exist. */
const SAID_BY_HAND: Record<string, string> = {};

describe('the database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase(entities);
  });
  afterAll(async () => test.close());

  it('comes from empty to the newest schema without drift against the entities', async () => {
    const { upQueries } = await test.db.dataSource.driver.createSchemaBuilder().log();
    const drift = upQueries
      .map((query) => query.query)
      .filter((query) => !Object.keys(SAID_BY_HAND).some((name) => query.includes(`"${name}"`)));
    expect(drift).toEqual([]);
    const { rows } = await test.db.pool.query<{ name: string }>(
      `SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' UNION SELECT conname FROM pg_constraint`,
    );
    const present = rows.map((row) => row.name);
    for (const name of Object.keys(SAID_BY_HAND)) expect(present).toContain(name);
  });

  it('has every table owned by one lib, and foreign keys that point left', async () => {
    const { readFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const owner = new Map<string, string>();
    for (const lib of LINE) {
      const readme = readFileSync(join(import.meta.dirname, `../../libs/${lib}/README.md`), 'utf8');
      const owned = /\*\*Tables owned\.\*\*([\s\S]*?)(?:\n\n|\*\*Events)/i.exec(readme)?.[1] ?? '';
      for (const [, table = ''] of owned.matchAll(/`([a-z_]+)`/g)) owner.set(table, lib);
    }
    const { rows: tables } = await test.db.pool.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
    );
    expect(tables.map(({ name }) => name).filter((name) => !owner.has(name))).toEqual([]);

    const { rows: keys } = await test.db.pool.query<{ from: string; to: string; columns: string[]; table: string }>(
      `SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint c
       JOIN pg_namespace n ON n.oid = c.connamespace WHERE contype = 'f' AND n.nspname = 'public'`,
    );
    const at = (table: string): number => LINE.indexOf(owner.get(table) ?? '');
    expect(keys.filter(({ from, to }) => at(to) > at(from)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('keeps its migrations in order and forward only', async () => {
    const names = migrations.map((Migration) => new Migration().name ?? '');
    expect(names).toEqual(names.toSorted((a, b) => a.slice(-13).localeCompare(b.slice(-13))));
    for (const Migration of migrations)
      await expect((new Migration() as MigrationInterface).down({} as never)).rejects.toThrow(/forward/);
  });
});
