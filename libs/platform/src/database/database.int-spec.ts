import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { claimCreation, findCreation, hashInput } from './creation.repository.js';
import { statement } from './statement.js';

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
