import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { belongingOf, migrations } from '#apps/base';
import { migrate } from '#platform/database';
import { dropDatabase } from '#platform/testing';
import { emptyDatabase, markDatabase } from './mark.repository.js';

const admin = process.env['COPSE_TEST_POSTGRES'] ?? '';
let name: string;
let url: string;

const on = async (address: string, ...statements: string[]): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const sql of statements) ({ rows } = await client.query(sql));
    return rows;
  } finally {
    await client.end();
  }
};

beforeEach(async () => {
  name = `d_${randomBytes(8).toString('hex')}`;
  await on(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  const own = new URL(admin);
  own.pathname = `/${name}`;
  url = own.href;
});
afterEach(() => dropDatabase(admin, name));

describe('the mark of the demonstration', () => {
  it.each([
    ['a table', 'CREATE TABLE notes (body text)'],
    ['a table elsewhere', 'CREATE SCHEMA other; CREATE TABLE other.notes ()'],
    ['a view', 'CREATE VIEW one AS SELECT 1'],
    ['a sequence', 'CREATE SEQUENCE numbers'],
  ])('is not put into a database in which somebody made %s', async (_what, sql) => {
    await on(url, sql);
    expect(await markDatabase(url)).toBe('other');
    expect(await belongingOf(url)).toBe('other');
  });

  it('is not put into a site, even one that nobody uses yet', async () => {
    await migrate(url, migrations);
    expect(await markDatabase(url)).toBe('other');
    expect(await belongingOf(url)).toBe('other');
  });

  it('is put into an empty one, once, and is there before the first table', async () => {
    expect(await belongingOf(url)).toBe('empty');
    expect(await markDatabase(url)).toBe('empty');
    expect(await belongingOf(url)).toBe('demonstration');
    expect(await markDatabase(url)).toBe('demonstration');
    await migrate(url, migrations);
    expect(await belongingOf(url)).toBe('demonstration');
  });

  it('stays when the demonstration is emptied, and nothing else does but the schema', async () => {
    await markDatabase(url);
    await migrate(url, migrations);
    await on(
      url,
      `INSERT INTO directory_loads (id, source) VALUES (1, 'bundled')`,
      `INSERT INTO site_claims (token_hash, expires_at) VALUES ('x', now())`,
      `SELECT graphile_worker.add_job('anything', '{}')`,
      `UPDATE copse_demonstration.mark SET loaded_at = now()`,
    );
    await emptyDatabase(url);
    expect(await belongingOf(url)).toBe('demonstration');
    expect(await on(url, 'SELECT count(*)::int FROM directory_loads')).toEqual([{ count: 0 }]);
    expect(await on(url, 'SELECT loaded_at FROM copse_demonstration.mark')).toEqual([{ loaded_at: null }]);
    expect(await migrate(url, migrations)).toEqual([]);
    expect(await on(url, 'SELECT count(*)::int FROM graphile_worker.jobs')).toEqual([{ count: 0 }]);
  });

  it('that is missing is never made up for by emptying: another database keeps what it has', async () => {
    await on(url, 'CREATE TABLE notes (body text)', `INSERT INTO notes VALUES ('precious')`);
    await expect(emptyDatabase(url)).rejects.toThrow('copse_demonstration');
    expect(await on(url, 'SELECT body FROM notes')).toEqual([{ body: 'precious' }]);
  });
});
