import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { claimCreation, findCreation, hashInput } from './creation.repository.js';
import { toDomainError } from '../errors/index.js';
import { statement } from './statement.js';
import type { Tx } from './tx.js';

describe('the database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(async () => test.close());

  it('answers dates as text with microseconds, counters as numbers, arrays and JSON as such', async () => {
    const [row] = await test.db.run(
      statement(
        'test-types',
        `SELECT '2026-11-21 22:05:56.123456+00'::timestamptz AS at, '2026-11-21 22:05:56+00'::timestamptz AS whole, 7::bigint AS count,
           true AS yes, ARRAY['a,b', 'c"d', 'e']::text[] AS list, '{}'::text[] AS none, '{"a":[1]}'::jsonb AS json, NULL::timestamptz AS never`,
      ),
    );
    expect(row).toEqual({
      at: '2026-11-21T22:05:56.123456Z',
      whole: '2026-11-21T22:05:56Z',
      count: 7,
      yes: true,
      list: ['a,b', 'c"d', 'e'],
      none: [],
      json: { a: [1] },
      never: null,
    });
  });

  it('rolls back when the work throws, and gives the connection back', async () => {
    for (let round = 0; round < 30; round += 1) {
      await expect(
        test.db.tx(async (tx) => {
          await claimCreation(tx, { id: v7(), accountId: v7(), operation: 'x', inputHash: 'h' });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
    }
    const [row] = await test.db.run<{ n: number }>(statement('test-count', 'SELECT count(*) AS n FROM creations'));
    expect(row?.n).toBe(0);
  });

  it('tells what was to be told once it is written, and nothing of what was undone', async () => {
    const told: string[] = [];
    await test.db.tx(async (tx) => {
      tx.afterCommit(() => told.push('written'));
      expect(told).toEqual([]);
    });
    const undone = test.db.tx(async (tx) => {
      tx.afterCommit(() => told.push('undone'));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(told).toEqual(['written']);
  });

  it('runs keyed work once more when the connection is lost under it, also when it had committed', async () => {
    const END_ME = statement('test-end-me', 'SELECT pg_terminate_backend(pg_backend_pid())');
    const claim = { id: v7(), accountId: v7(), operation: 'reply', inputHash: 'h' };
    let runs = 0;
    const lost = (tx: Tx): Promise<boolean> => {
      runs += 1;
      return runs === 1 ? tx.run(END_ME).then(() => true) : claimCreation(tx, claim);
    };
    expect(await test.db.tx(lost, { keyed: true })).toBe(true);
    expect(runs).toBe(2);

    runs = 0;
    const error = await test.db.tx(lost).catch((thrown: unknown) => thrown);
    expect([runs, toDomainError(error)?.code]).toEqual([1, 'UNAVAILABLE']);
    const always = await test.db.tx((tx) => tx.run(END_ME), { keyed: true }).catch((thrown: unknown) => thrown);
    expect(toDomainError(always)?.code).toBe('UNAVAILABLE');

    // What the second run finds after a commit whose answer was lost: the id is taken, by this very call.
    const second = { ...claim, id: v7() };
    const found: boolean[] = [];
    await test.db.tx(
      async (tx) => {
        found.push(await claimCreation(tx, second));
        if (found.length > 1) return;
        await tx.run(statement('test-commit', 'COMMIT'));
        await tx.run(END_ME);
      },
      { keyed: true },
    );
    expect(found).toEqual([true, false]);
    expect(await findCreation(test.db, second.id)).toEqual(second);
  });

  it('runs keyed work once more when it is ended while it waits', async () => {
    const ENDED = statement(
      'test-end-sleepers',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()`,
    );
    let runs = 0;
    const sleeping = test.db.tx(
      async (tx) => {
        runs += 1;
        if (runs === 1) await tx.run(statement('test-sleep', 'SELECT pg_sleep(30)'));
        return runs;
      },
      { keyed: true },
    );
    while ((await test.db.run(ENDED)).length === 0) await new Promise((wait) => setTimeout(wait, 20));
    expect(await sleeping).toBe(2);
  });

  it('does what is asked in one breath in its order and in one message, BEGIN and COMMIT included', async () => {
    const NOTE = statement('test-note', 'INSERT INTO test_notes (words, at) VALUES ($1, $2) RETURNING words');
    const COUNT = statement('test-notes', 'SELECT count(*) AS count FROM test_notes');
    await test.db.pool.query('CREATE TABLE test_notes (words text[], at timestamptz)');
    const messages = jest.spyOn(Client.prototype, 'query');
    const asked = await test.db.tx((tx) =>
      Promise.all([
        tx.run(COUNT),
        tx.run(NOTE, [['a "b"\\', null], new Date(0)]),
        tx.run(COUNT),
        tx.run(NOTE, [[], null]),
        tx.commit(),
      ]),
    );
    expect(messages).toHaveBeenCalledTimes(1);
    messages.mockRestore();
    expect(asked).toEqual([
      [{ count: 0 }],
      [{ words: expect.arrayContaining(['a "b"\\']) }],
      [{ count: 1 }],
      [{ words: [] }],
      undefined,
    ]);
    expect(await test.db.run(COUNT)).toEqual([{ count: 2 }]);
    // Nothing asked: nothing sent.
    const none = jest.spyOn(Client.prototype, 'query');
    await test.db.tx(async (tx) => tx.commit());
    expect(none).not.toHaveBeenCalled();
    none.mockRestore();
  });

  it('keeps nothing of a message in which something failed, though its COMMIT was sent, and fails all after it', async () => {
    const KEEP = statement('test-keep', 'INSERT INTO test_kept VALUES ($1) RETURNING number');
    const DIVIDE = statement('test-divide', 'SELECT 1 / $1::int AS number');
    await test.db.pool.query('CREATE TABLE test_kept (number int)');
    let outcomes: PromiseSettledResult<unknown>[] = [];
    const failing = test.db.tx(async (tx) => {
      tx.afterCommit(() => expect('told').toBe('never'));
      outcomes = await Promise.allSettled([tx.run(KEEP, [1]), tx.run(DIVIDE, [0]), tx.run(KEEP, [2]), tx.commit()]);
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    // Whoever looks away from what failed has nothing kept either, and is told.
    const ignoring = test.db.tx(async (tx) => {
      await tx.run(KEEP, [3]);
      await tx.run(DIVIDE, [0]).catch(() => null);
    });
    await expect(ignoring).rejects.toThrow('something had failed');
    const late = test.db.tx(async (tx) => {
      await Promise.all([tx.run(KEEP, [4]), tx.commit()]);
      await tx.run(KEEP, [5]);
    });
    await expect(late).rejects.toThrow('after the end of its transaction');
    expect(await test.db.run(statement('test-kept', 'SELECT number FROM test_kept'))).toEqual([{ number: 4 }]);
    expect(test.db.pool.idleCount).toBe(test.db.pool.totalCount);
  });

  it('gives nobody the connection of a server that stood still', async () => {
    const ONE = statement('test-one', 'SELECT 1 AS one');
    for (let round = 0; round < 5; round += 1) {
      const stalled = test.db.tx(async (tx) => {
        await tx.run(ONE);
        // As pg says it after `query_timeout`.
        throw new Error('Query read timeout');
      });
      const [failed, next] = await Promise.all([stalled.catch(toDomainError), stalled.catch(() => test.db.run(ONE))]);
      expect([failed, next]).toEqual([expect.objectContaining({ code: 'UNAVAILABLE' }), [{ one: 1 }]]);
    }
    expect(test.db.pool.idleCount).toBe(test.db.pool.totalCount);
  });

  it('limits statements and locks', async () => {
    const settings = await test.db.run<{ name: string; setting: string }>(
      statement(
        'test-settings',
        `SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'lock_timeout', 'TimeZone') ORDER BY name`,
      ),
    );
    expect(settings).toEqual([
      { name: 'TimeZone', setting: 'UTC' },
      { name: 'lock_timeout', setting: '2000' },
      { name: 'statement_timeout', setting: '10000' },
    ]);
  });

  it('gives a client-made id to one of many who ask for it at once', async () => {
    const claim = { id: v7(), accountId: v7(), operation: 'reply', inputHash: hashInput({ body: 'x' }) };
    const won = await Promise.all(Array.from({ length: 10 }, () => test.db.tx((tx) => claimCreation(tx, claim))));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await findCreation(test.db, claim.id)).toEqual(claim);
    expect(await findCreation(test.db, v7())).toBeNull();
  });
});
