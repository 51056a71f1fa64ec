import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModuleRef } from '@nestjs/core';
import { Client } from 'pg';
import { createLogger } from '../logging/index.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { HandlerOf, type Handler } from './handler.js';
import { Outbox } from './outbox.js';
import { TaskOf, type Task } from './task.js';
import { WorkerRunner } from './worker-runner.js';

/** There is a job that handlers may share after it. */
class Happened {
  static readonly type = 'test';
}

const done: string[] = [];
let go: () => void = () => undefined;
let mayEnd = Promise.resolve();

@TaskOf('test-note')
class Note implements Task<{ what: string }> {
  async run({ what }: { what: string }): Promise<void> {
    done.push(what);
    await mayEnd;
  }
}

@HandlerOf(Happened, 'test-never')
class Never implements Handler<Happened> {
  async handle(): Promise<void> {
    throw new Error('never');
  }
}

const providers = new Map<unknown, object>([
  [Note, new Note()],
  [Never, new Never()],
]);
const modulesOf = (known: Map<unknown, object>): ModuleRef =>
  ({
    get: (type: unknown) => {
      const found = known.get(type);
      if (!found) throw new Error('There is no such provider.');
      return found;
    },
  }) as unknown as ModuleRef;

const outbox = new Outbox();
const JOBS = `SELECT t.identifier, j.key, j.payload::jsonb AS payload FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY t.identifier`;

describe('a worker in trouble', () => {
  let test: TestDatabase;
  let runner: WorkerRunner;
  const runnerOf = (known: Map<unknown, object>): WorkerRunner =>
    (runner = new WorkerRunner(modulesOf(known), { url: test.url, concurrency: 2, logger: createLogger('silent') }));
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let left = 600; left > 0; left -= 1) {
      if (await holds()) return;
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error(`Never came true; done: ${done.join(', ')}`);
  };

  beforeEach(async () => {
    done.length = 0;
    mayEnd = new Promise((end) => (go = end));
    test = await testDatabase();
  });
  afterEach(async () => {
    go();
    await runner.stop();
    await test.close();
  });

  it('strikes off what is done over another connection where its own is lost, and goes on', async () => {
    await runnerOf(providers).start();
    await test.db.tx((tx) => outbox.enqueueAll(tx, 'test-note', [{ what: 'one' }, { what: 'two' }]));
    await until(async () => done.length === 2);
    // Nobody can strike them off for now, and whoever tries loses the connection.
    const holder = new Client({ connectionString: test.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM graphile_worker._private_jobs FOR UPDATE');
    go();
    for (let cut = 0; cut < 2; cut += 1)
      await until(async () => {
        const { rowCount } = await test.db.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE 'delete from %_private_jobs%'`,
        );
        return (rowCount ?? 0) > 0;
      });
    expect(runner.isRunning).toBe(true);
    await holder.query('ROLLBACK');
    await holder.end();
    await until(async () => (await test.db.pool.query(JOBS)).rowCount === 0);
    await test.db.tx((tx) => outbox.enqueue(tx, 'test-note', { what: 'three' }));
    await until(async () => done.includes('three'));
    expect(done.toSorted()).toEqual(['one', 'three', 'two']);
    expect(runner.isRunning).toBe(true);
  });

  it('gives the handlers of a job that was tried again and again jobs of their own, once each', async () => {
    const handlers = ['test-never', 'test-note'];
    const payload = { event: { what: 'shared' }, handlers };
    await test.db.tx((tx) => outbox.enqueue(tx, 'after-test', payload));
    // As where the process ended by its first handler three times.
    await test.db.pool.query('UPDATE graphile_worker._private_jobs SET attempts = 3');
    await runnerOf(providers).start();
    await until(async () => done.includes('shared'));
    go();
    await until(async () => (await test.db.pool.query(JOBS)).rowCount === 1);
    const { rows } = await test.db.pool.query<{ key: string }>(JOBS);
    expect(rows).toMatchObject([{ identifier: 'test-never', payload: { what: 'shared' } }]);
    expect(rows[0]?.key).toMatch(/^after-test\/\d+\/test-never$/);
    expect(done).toEqual(['shared']);
  });

  it('does not start without a module whose jobs it is to do', async () => {
    await expect(runnerOf(new Map([[Note, new Note()]])).start()).rejects.toThrow('no such provider');
    expect(runner.isRunning).toBe(false);
  });
});
