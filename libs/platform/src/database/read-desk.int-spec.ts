import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { lookUp, statement, type Statement } from './statement.js';

const NUMBER = lookUp('test-desk-number', 'SELECT $1::int AS number');
const WORDS = lookUp(
  'test-desk-words',
  'SELECT $1::text AS word, $2::text[] AS words, $3::boolean AS yes, $4::int[] AS numbers',
);
const NONE = lookUp('test-desk-none', 'SELECT 1 AS one WHERE $1::boolean');
const DIVIDE = lookUp('test-desk-divide', 'SELECT 10 / $1::int AS number');
const WRONG = lookUp('test-desk-wrong', 'SELECT nothing FROM nowhere');
const END_ME = lookUp('test-desk-end-me', 'SELECT pg_terminate_backend(pg_backend_pid())');
const BACKEND = lookUp('test-desk-backend', 'SELECT pg_backend_pid() AS number');

describe('the desk of look-ups', () => {
  let test: TestDatabase;
  const ask = (what: Statement, ...values: unknown[]): Promise<{ number: number }[]> => test.db.run(what, values);
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(async () => test.close());

  it('gives each its own rows in its own shape, also where one statement is asked often', async () => {
    for (let round = 0; round < 3; round += 1) {
      const many = Array.from({ length: 40 }, (_, at) => ask(NUMBER, at));
      const words = test.db.run(WORDS, ['a "b"\\', ['x,y', 'q"\\', '', 'NULL'], false, [1, null]]);
      const none = test.db.run(NONE, [false]);
      expect((await Promise.all(many)).flat()).toEqual(Array.from({ length: 40 }, (_, at) => ({ number: at })));
      expect(await words).toEqual([
        { word: 'a "b"\\', words: ['x,y', 'q"\\', '', 'NULL'], yes: false, numbers: '{1,NULL}' },
      ]);
      expect(await none).toEqual([]);
    }
    expect(await test.db.run(WORDS, [null, null, undefined, []])).toEqual([
      { word: null, words: null, yes: null, numbers: '{}' },
    ]);
  });

  it('sends what is asked at one moment together, and what is asked later apart', async () => {
    const backends = (await Promise.all(Array.from({ length: 6 }, () => ask(BACKEND)))).flat();
    expect(new Set(backends.map(({ number }) => number)).size).toBe(1);
  });

  it('fails for whom it fails, and for nobody beside', async () => {
    for (let round = 0; round < 2; round += 1) {
      const outcomes = await Promise.allSettled([
        ask(NUMBER, 1),
        ask(DIVIDE, 0),
        ask(NUMBER, 2),
        ask(WRONG),
        ask(DIVIDE, 5),
        ask(NUMBER, 'x'),
        ask(NUMBER, 3),
      ]);
      expect(
        outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as { code: string }).code)),
      ).toEqual([[{ number: 1 }], '22012', [{ number: 2 }], '42P01', [{ number: 2 }], '22P02', [{ number: 3 }]]);
    }
  });

  it('refuses what it could not say as PostgreSQL reads it', async () => {
    await expect(ask(NUMBER, new Date(0))).rejects.toThrow('A look-up takes');
    await expect(ask(NUMBER, { a: 1 })).rejects.toThrow('A look-up takes');
    expect(await ask(NUMBER, 4)).toEqual([{ number: 4 }]);
  });

  it('loses nothing but what was on a connection that broke, and gives every connection back', async () => {
    for (let round = 0; round < 25; round += 1) {
      const [before, broken, after] = await Promise.allSettled([ask(NUMBER, 1), ask(END_ME), ask(NUMBER, 2)]);
      expect([before?.status, broken?.status]).toEqual(['fulfilled', 'rejected']);
      // Either it went on another connection, or it was told that its own broke.
      expect(after?.status === 'fulfilled' ? after.value : after?.reason).toEqual(
        after?.status === 'fulfilled' ? [{ number: 2 }] : expect.any(Error),
      );
      expect(await ask(NUMBER, round)).toEqual([{ number: round }]);
    }
    expect(test.db.pool.waitingCount).toBe(0);
    expect(test.db.pool.idleCount).toBe(test.db.pool.totalCount);
  });

  it('tells who asks after the end, and ends no process', async () => {
    const gone = await testDatabase();
    expect(await gone.db.run(NUMBER, [1])).toEqual([{ number: 1 }]);
    await gone.close();
    await expect(gone.db.run(NUMBER, [2])).rejects.toThrow('done with the database');
  });

  it('reads rows as they are on its connection, also when the shape of a table changed meanwhile', async () => {
    const all = lookUp('test-desk-all', 'SELECT t.* FROM desk_shapes t');
    await test.db.pool.query('CREATE TABLE desk_shapes (a int)');
    await test.db.pool.query('INSERT INTO desk_shapes VALUES (1)');
    expect(await test.db.run(all)).toEqual([{ a: 1 }]);
    await test.db.pool.query('ALTER TABLE desk_shapes ADD b text DEFAULT $$x$$');
    // Its connection keeps the plan of then, which PostgreSQL refuses; it is never read as something else.
    await expect(test.db.run(all)).rejects.toMatchObject({ code: '0A000' });
    expect(await test.db.run(all)).toEqual([{ a: 1, b: 'x' }]);
  });

  it('finds prepared what a transaction prepared, and the other way round', async () => {
    const shared = lookUp('test-desk-shared', 'SELECT $1::int + 1 AS number');
    for (let round = 0; round < 2; round += 1) {
      expect(await test.db.tx((tx) => tx.run(shared, [round]))).toEqual([{ number: round + 1 }]);
      expect(await ask(shared, round)).toEqual([{ number: round + 1 }]);
    }
    expect(await test.db.run(statement('test-desk-plain', 'SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });
});
