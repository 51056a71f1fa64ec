import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { statement } from '../database/index.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { HandlerOf, type Handler } from './handler.js';
import { beWoken } from './nearby-workers.js';
import { Outbox } from './outbox.js';

class Happened {
  static readonly type = 'test-outbox-happened';
  constructor(readonly what: string) {}
}

class Ours implements Handler<Happened> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}
class Theirs extends Ours {}
HandlerOf(Happened, 'test-outbox-ours')(Ours);
HandlerOf(Happened, 'test-outbox-theirs')(Theirs);

const JOBS = statement(
  'test-outbox-jobs',
  `SELECT t.identifier, j.payload -> 'event' ->> 'what' AS what, j.payload::jsonb, j.max_attempts AS "maxAttempts", j.priority, j.attempts, j.is_available AS ready
   FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY t.identifier, j.id`,
);
const CLEAR = statement('test-outbox-clear', 'DELETE FROM graphile_worker._private_jobs');
const FORGET = statement(
  'test-outbox-forget',
  `WITH jobs AS (DELETE FROM graphile_worker._private_jobs)
   DELETE FROM graphile_worker._private_tasks WHERE identifier LIKE '%test-outbox-%'`,
);
const FUNCTION = statement(
  'test-outbox-function',
  `SELECT count(*) AS count FROM graphile_worker.add_job('after-test-outbox-happened',
     '{"event": {"what": "function"}, "handlers": ["test-outbox-ours", "test-outbox-theirs"]}')`,
);

describe('the outbox', () => {
  let test: TestDatabase;
  let outbox: Outbox;
  const record = (what: string): Promise<void> => test.db.tx((tx) => outbox.record(tx, new Happened(what)));
  beforeAll(async () => {
    test = await testDatabase();
    outbox = new Outbox(test.db);
  });
  afterAll(() => test.close());
  beforeEach(() => test.db.run(CLEAR));

  it('adds a job for the handlers, as graphile-worker does, also when many are the first of its name', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, at) => record(String(at))));
    const jobs = await test.db.run<{ identifier: string }>(JOBS);
    expect(jobs).toHaveLength(8);
    await test.db.run(CLEAR);
    await record('function');
    await test.db.tx((tx) => new Outbox(test.db).record(tx, new Happened('function')));
    await test.db.run(FUNCTION);
    const [known, unknown, theirs, ...more] = await test.db.run<{ identifier: string }>(JOBS);
    expect(known).toEqual(theirs);
    expect(unknown).toEqual(theirs);
    expect(more).toEqual([]);
    expect(known).toMatchObject({ identifier: 'after-test-outbox-happened', what: 'function', ready: true });
  });

  it('keeps nothing whose name has gone from under it, and learns it anew', async () => {
    await record('learnt');
    await test.db.run(FORGET);
    await expect(record('lost')).rejects.toThrow('task_id');
    await record('again');
    const whats = (await test.db.run<{ what: string }>(JOBS)).map(({ what }) => what);
    expect(whats).toEqual(['again']);
  });

  it('wakes the workers of this process once it is written, and for nothing that is undone', async () => {
    const woken: number[] = [];
    const stop = beWoken({ nudge: (jobs) => void woken.push(jobs) });
    await test.db.tx(async (tx) => {
      await outbox.record(tx, new Happened('kept'));
      expect(woken).toEqual([]);
    });
    const undone = test.db.tx(async (tx) => {
      await outbox.record(tx, new Happened('undone'));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    stop();
    expect(woken).toEqual([1]);
    expect(await test.db.run(JOBS)).toHaveLength(1);
  });

  it('tells the workers of other processes where this one has none', async () => {
    const listener = new Client({ connectionString: test.url });
    await listener.connect();
    let told = 0;
    const { promise: all, resolve } = Promise.withResolvers<void>();
    listener.on('notification', ({ payload }) => {
      told += (JSON.parse(payload ?? '') as { count: number }).count;
      if (told >= 6) resolve();
    });
    await listener.query('LISTEN "jobs:insert"');
    await Promise.all(Array.from({ length: 6 }, (_, at) => record(String(at))));
    await all;
    await listener.end();
    expect(told).toBe(6);
  });
});
