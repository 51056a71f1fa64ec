import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool, PoolClient } from 'pg';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { patientPool, type Patience } from './patient-pool.js';

/** What graphile-worker tries again. */
const TRIED_AGAIN = { code: '57P03' };
const AT_ONCE: Patience = { allowed: () => Promise.resolve(), isWanted: () => false };

describe('the pool of the worker', () => {
  let test: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    test = await testDatabase();
    pool = patientPool({ connectionString: test.url, max: 1, connectionTimeoutMillis: 3_000 }, AT_ONCE);
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await test.close();
  });

  it('gives a connection that is lost under a statement, and one lost before it, the code', async () => {
    const client = await pool.connect();
    client.on('error', () => undefined);
    await expect(client.query('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toMatchObject(TRIED_AGAIN);
    await expect(client.query('SELECT 1')).rejects.toMatchObject(TRIED_AGAIN);
    client.release(true);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('gives it to a connection that cannot be had', async () => {
    const client = await pool.connect();
    await expect(pool.connect()).rejects.toMatchObject(TRIED_AGAIN);
    client.release();
    const nowhere = patientPool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' }, AT_ONCE);
    await expect(nowhere.connect()).rejects.toMatchObject(TRIED_AGAIN);
    await nowhere.end();
  });

  it('gives nobody a connection before it is allowed, but for its own statements', async () => {
    let allow: () => void = () => undefined;
    const allowed = new Promise<void>((resolve) => (allow = resolve));
    const waiting = patientPool({ connectionString: test.url, max: 2 }, { ...AT_ONCE, allowed: () => allowed });
    const order: string[] = [];
    const take = async (): Promise<void> => {
      const client = await waiting.connect();
      order.push('given');
      client.release();
    };
    const given = take();
    await waiting.query('SELECT 1');
    order.push('asked');
    allow();
    await given;
    expect(order).toEqual(['asked', 'given']);
    await waiting.end();
  });

  it('waits for a connection that cannot be had, for as long as it is wanted', async () => {
    let tries = 0;
    const patience = { allowed: async () => void (tries += 1), isWanted: () => tries < 3 };
    const waiting = patientPool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' }, patience);
    await expect(waiting.connect()).rejects.toMatchObject(TRIED_AGAIN);
    expect(tries).toBe(3);
    await waiting.end();

    const crowded = { allowed: () => Promise.resolve(), isWanted: () => true };
    const narrow = patientPool({ connectionString: test.url, max: 1, connectionTimeoutMillis: 50 }, crowded);
    const first = await narrow.connect();
    const second = narrow.connect();
    await new Promise((later) => setTimeout(later, 200));
    first.release();
    (await second).release();
    await narrow.end();
  });

  it('strikes off over another connection what was done on one that is lost, for as long as it is wanted', async () => {
    await test.db.pool.query('CREATE TABLE test_done (id bigint)');
    await test.db.pool.query('INSERT INTO test_done VALUES (1), (2), (3)');
    let wanted = true;
    const patience = { allowed: () => Promise.resolve(), isWanted: () => wanted };
    const striking = patientPool({ connectionString: test.url, max: 1 }, patience);
    striking.on('error', () => undefined);
    const strike = (name: string) => ({
      name,
      text: 'DELETE FROM test_done WHERE id = ANY ($1::bigint[])',
      values: [[1, 2]],
    });
    const lost = async (): Promise<PoolClient> => {
      const client = await striking.connect();
      client.on('error', () => undefined);
      await client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      return client;
    };
    const client = await lost();
    // Of another name: it may not be sent twice, so it is for graphile-worker to decide.
    await expect(client.query(strike('get_jobs/test'))).rejects.toMatchObject(TRIED_AGAIN);
    expect(await client.query(strike('complete_jobs/test'))).toMatchObject({ rowCount: 2 });
    client.release(true);
    expect((await test.db.pool.query('SELECT id FROM test_done')).rows).toEqual([{ id: '3' }]);
    const last = await lost();
    wanted = false;
    await expect(last.query(strike('complete_jobs/test'))).rejects.toMatchObject(TRIED_AGAIN);
    last.release(true);
    await striking.end();
  });

  it('leaves other errors and callbacks as they are', async () => {
    await expect(pool.query('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' });
    const client = await pool.connect();
    await expect(client.query('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' });
    client.release();
    const rows = await new Promise((resolve, reject) => {
      pool.connect((error, held, release) => {
        if (error || !held) return reject(error ?? new Error('no client'));
        held.query('SELECT 2 AS two', (failure, result) => {
          release();
          if (failure) reject(failure);
          else resolve(result.rows);
        });
      });
    });
    expect(rows).toEqual([{ two: 2 }]);
  });
});
