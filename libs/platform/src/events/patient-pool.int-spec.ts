import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Client, type Pool, type PoolClient } from 'pg';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { patientPool, type Patience } from './patient-pool.js';

/** What graphile-worker tries again. */
const TRIED_AGAIN = { code: '57P03' };
const AT_ONCE: Patience = {
  allowed: () => Promise.resolve(),
  isWanted: () => false,
  unanswered: () => undefined,
  settled: () => undefined,
};

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
    const patience = { ...AT_ONCE, allowed: async () => void (tries += 1), isWanted: () => tries < 3 };
    const waiting = patientPool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' }, patience);
    await expect(waiting.connect()).rejects.toMatchObject(TRIED_AGAIN);
    expect(tries).toBe(3);
    await waiting.end();

    const crowded = { ...AT_ONCE, isWanted: () => true };
    const narrow = patientPool({ connectionString: test.url, max: 1, connectionTimeoutMillis: 50 }, crowded);
    const first = await narrow.connect();
    const second = narrow.connect();
    await new Promise((later) => setTimeout(later, 200));
    first.release();
    (await second).release();
    await narrow.end();
  });

  describe('strikes off', () => {
    let wanted = true;
    let struck: string[][] = [];
    let waits: unknown[] = [];
    let striking: Pool;
    const strike = (name: string, table = 'test_done', values: unknown[] = [['1', '2']]) => ({
      name,
      text: `DELETE FROM ${table} WHERE id = ANY ($1::bigint[])`,
      values,
    });
    const lost = async (): Promise<PoolClient> => {
      const client = await striking.connect();
      client.on('error', () => undefined);
      await client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      return client;
    };
    const left = async (): Promise<string[]> =>
      (await test.db.pool.query<{ id: string }>('SELECT id FROM test_done ORDER BY id')).rows.map(({ id }) => id);

    beforeEach(async () => {
      await test.db.pool.query('DROP TABLE IF EXISTS test_done');
      await test.db.pool.query('CREATE TABLE test_done (id bigint)');
      await test.db.pool.query('INSERT INTO test_done VALUES (1), (2), (3)');
      [wanted, struck, waits] = [true, [], []];
      const patience = {
        ...AT_ONCE,
        isWanted: () => wanted,
        unanswered: (error: unknown) => waits.push(error),
        settled: (ids: readonly string[]) => struck.push([...ids]),
      };
      striking = patientPool({ connectionString: test.url, max: 1 }, patience);
      striking.on('error', () => undefined);
    });
    afterEach(() => striking.end());

    it('over another connection what was done on one that is lost, and tells of it then', async () => {
      const client = await lost();
      // Of another name: it may not be sent twice, so it is for graphile-worker to decide.
      await expect(client.query(strike('get_jobs/test'))).rejects.toMatchObject(TRIED_AGAIN);
      expect(struck).toEqual([]);
      expect(await client.query(strike('complete_jobs/test'))).toMatchObject({ rowCount: 2 });
      client.release(true);
      expect([await left(), struck]).toEqual([['3'], [['1', '2']]]);
    });

    it.each([
      ['a network that is gone', Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' })],
      ['a server that takes no writes', Object.assign(new Error('read-only transaction'), { code: '25006' })],
      ['a statement that took too long', new Error('Query read timeout')],
    ])('again after %s', async (_what, error) => {
      const fails = jest.spyOn(Client.prototype, 'query').mockImplementationOnce(() => Promise.reject(error) as never);
      const client = await striking.connect();
      expect(await client.query(strike('complete_jobs/test'))).toMatchObject({ rowCount: 2 });
      fails.mockRestore();
      client.release();
      expect([await left(), struck, waits]).toEqual([['3'], [['1', '2']], [error]]);
    });

    it('nothing where a failure is noted, and tells of that as well once it is written', async () => {
      const failures = JSON.stringify([
        { jobId: '1', message: 'no' },
        { jobId: '2', message: 'no' },
      ]);
      const note = (name: string) => ({ name, text: 'SELECT $1::text, $2::json', values: ['pool', failures] });
      const client = await lost();
      await expect(client.query(note('fail_job/test'))).rejects.toMatchObject(TRIED_AGAIN);
      expect(struck).toEqual([]);
      client.release(true);
      const next = await striking.connect();
      await next.query(note('fail_job/test'));
      await next.query(note('fail_job_q/test'));
      next.release();
      expect([await left(), struck]).toEqual([
        ['1', '2', '3'],
        [
          ['1', '2'],
          ['1', '2'],
        ],
      ]);
    });

    it('nothing once it is not wanted any more, and fails for nobody then', async () => {
      const client = await lost();
      wanted = false;
      await expect(client.query(strike('complete_job/test', 'test_done', [['1']]))).resolves.toBeUndefined();
      client.release(true);
      expect([await left(), struck, waits]).toEqual([['1', '2', '3'], [], []]);
    });

    it('nothing by a statement that is wrong in itself, and says so', async () => {
      const client = await striking.connect();
      await expect(client.query(strike('complete_jobs/test', 'nowhere'))).rejects.toMatchObject({ code: '42P01' });
      client.release();
      expect(struck).toEqual([]);
    });
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
