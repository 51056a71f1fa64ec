import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
