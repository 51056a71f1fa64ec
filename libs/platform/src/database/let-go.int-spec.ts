import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { createDataSource } from './data-source.js';
import { Database } from './database.js';
import type { StatementBatch } from './statement-batch.js';
import { LETS_GO, statement } from './statement.js';

const KEEP = statement(
  'test-keep-let-go',
  `INSERT INTO test_let_go VALUES ($1) RETURNING pg_current_wal_insert_lsn() AS at, ${LETS_GO}`,
);
const KEPT = statement('test-kept-let-go', 'SELECT number FROM test_let_go ORDER BY number');
const DIVIDE = statement('test-divide-let-go', 'SELECT 1 / $1::int AS number');
const ON_DISK = statement('test-on-disk', 'SELECT pg_current_wal_flush_lsn() > $1::pg_lsn AS yes');
const WAITS = statement('test-waits', `SELECT current_setting('synchronous_commit') AS waits`);
const END_ME = statement('test-end-me-let-go', 'SELECT pg_terminate_backend(pg_backend_pid())');

describe('a commit that lets go first', () => {
  let test: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    test = await testDatabase();
    // The server of the tests waits for no disk unless it is told to.
    const url = `${test.url}?options=${encodeURIComponent('-c synchronous_commit=on')}`;
    const dataSource = createDataSource({ url, poolSize: 1, entities: [], migrations: [] });
    await dataSource.initialize();
    db = new Database(dataSource);
    await db.pool.query('CREATE TABLE test_let_go (number int)');
  });
  afterAll(async () => {
    await db.dataSource.destroy();
    await test.close();
  });

  it('has the disk take it, all in one message, and leaves what comes after as it was', async () => {
    const messages = jest.spyOn(Client.prototype, 'query');
    for (let number = 0; number < 20; number += 1) {
      const [[kept]] = await db.tx((tx) => Promise.all([tx.run<{ at: string }>(KEEP, [number]), tx.commit()]));
      expect(await db.run(ON_DISK, [kept?.at])).toEqual([{ yes: true }]);
    }
    const batch = messages.mock.calls[0]?.[0] as unknown as StatementBatch;
    messages.mockRestore();
    expect(batch.names).toEqual(['tx-begin', KEEP.name, 'tx-commit', 'tx-reach-disk']);
    expect(await db.run(KEPT)).toHaveLength(20);
    expect(await db.run(WAITS)).toEqual([{ waits: 'on' }]);
  });

  it('fails where something before it failed, and where the connection is lost', async () => {
    let outcomes: PromiseSettledResult<unknown>[] = [];
    const failing = db.tx(async (tx) => {
      outcomes = await Promise.allSettled([tx.run(KEEP, [100]), tx.run(DIVIDE, [0]), tx.commit()]);
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    const lost = db.tx(async (tx) => {
      await Promise.all([tx.run(KEEP, [101]), tx.run(END_ME), tx.commit()]);
    });
    await expect(db.run(KEEP, [102])).rejects.toThrow('is for transactions');
    await expect(lost).rejects.toMatchObject({ code: '57P01' });
    expect((await db.run<{ number: number }>(KEPT)).filter(({ number }) => number >= 100)).toEqual([]);
  });
});
