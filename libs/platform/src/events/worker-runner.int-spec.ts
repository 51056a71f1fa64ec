import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModuleRef } from '@nestjs/core';
import { Client } from 'pg';
import { createLogger } from '../logging/index.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { HandlerOf, type Handler } from './handler.js';
import { Outbox } from './outbox.js';
import { TaskOf, type Task } from './task.js';
import { WorkerRunner } from './worker-runner.js';

class BellRung {
  static readonly type = 'test-bell-rung';
  constructor(readonly bellId: string) {}
}

const seen: string[] = [];

@HandlerOf(BellRung, 'test-listen-when-bell-rung')
class ListenWhenBellRung implements Handler<BellRung> {
  async handle(event: BellRung): Promise<void> {
    seen.push(`listen ${event.bellId}`);
  }
}

@HandlerOf(BellRung, 'test-run-when-bell-rung')
class RunWhenBellRung implements Handler<BellRung> {
  private failures = 1;
  async handle(event: BellRung): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('not yet');
    }
    seen.push(`run ${event.bellId}`);
  }
}

let fails = 0;
let tries = 0;
@TaskOf('test-fail-when-bell-rung')
class FailWhenBellRung implements Task<BellRung> {
  async run({ bellId }: BellRung): Promise<void> {
    tries += 1;
    if (tries <= 2 * fails) throw new Error('not now');
    seen.push(`late ${bellId}`);
  }
}

class StoneFound {
  static readonly type = 'test-stone-found';
  constructor(readonly stoneId: string) {}
}

let carried = 0;
@HandlerOf(StoneFound, 'test-carry-when-stone-found', { queue: 'test-stones' })
class CarryWhenStoneFound implements Handler<StoneFound> {
  async handle({ stoneId }: StoneFound): Promise<void> {
    carried += 1;
    seen.push(`carry ${stoneId} as ${carried}`);
    // Another one, were it let in, would come meanwhile.
    await new Promise((done) => setTimeout(done, 100));
    carried -= 1;
  }
}

let away = 0;
let most = 0;
let cameBack: () => void = () => undefined;
const back = new Promise<void>((done) => {
  cameBack = done;
});
@TaskOf('test-travel', { atOnce: 2 })
class Travel implements Task<{ who: string }> {
  async run({ who }: { who: string }): Promise<void> {
    away += 1;
    most = Math.max(most, away);
    await back;
    away -= 1;
    seen.push(`back ${who}`);
  }
}

let digging = 0;
let dug: () => void = () => undefined;
const rock = new Promise<void>((done) => {
  dug = done;
});
@TaskOf('test-dig')
class Dig implements Task {
  async run(): Promise<void> {
    digging += 1;
    await rock;
  }
}

@TaskOf('test-sweep')
class Sweep implements Task<{ what: string }> {
  async run({ what }: { what: string }): Promise<void> {
    seen.push(`sweep ${what}`);
  }
}

const providers = new Map<unknown, object>([
  [ListenWhenBellRung, new ListenWhenBellRung()],
  [RunWhenBellRung, new RunWhenBellRung()],
  [CarryWhenStoneFound, new CarryWhenStoneFound()],
  [FailWhenBellRung, new FailWhenBellRung()],
  [Sweep, new Sweep()],
  [Dig, new Dig()],
  [Travel, new Travel()],
]);
const modules = { get: (type: unknown) => providers.get(type) } as unknown as ModuleRef;
const logger = createLogger('silent');

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Never came true; seen: ${seen.join(', ')}`);
}

describe('outbox and worker', () => {
  let test: TestDatabase;
  const outbox = new Outbox();
  const runners: WorkerRunner[] = [];
  const startRunner = async (concurrency = 2): Promise<WorkerRunner> => {
    const runner = new WorkerRunner(modules, { url: test.url, concurrency, logger });
    runners.push(runner);
    await runner.start();
    return runner;
  };

  beforeAll(async () => {
    test = await testDatabase();
  });

  afterAll(async () => {
    for (const runner of runners) await runner.stop();
    await test.close();
  });

  it('records one job for the handlers of an event, and only if the transaction commits', async () => {
    await expect(
      test.db.tx(async (tx) => {
        await outbox.record(tx, new BellRung('rolled back'));
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await test.db.tx((tx) => outbox.record(tx, new BellRung('committed')));
    const { rows } = await test.db.pool.query<{ task_identifier: string }>(
      'SELECT task_identifier FROM graphile_worker.jobs ORDER BY 1',
    );
    expect(rows.map((row) => row.task_identifier)).toEqual(['after-test-bell-rung']);
  });

  /** What waits for a second try is due now: it would be in some seconds. */
  const hurry = async (task: string): Promise<void> => {
    const due = `SELECT array_agg(id) AS ids FROM graphile_worker.jobs WHERE task_identifier = $1 AND run_at > now()`;
    await until(async () => {
      const { rows } = await test.db.pool.query<{ ids: string[] | null }>(due, [task]);
      const ids = rows[0]?.ids;
      if (ids) await test.db.pool.query('SELECT graphile_worker.reschedule_jobs($1, run_at := now())', [ids]);
      return ids !== null;
    });
  };

  it('runs every handler after commit, and tries by itself again one that failed while others did not', async () => {
    await startRunner();
    await test.db.tx((tx) => outbox.enqueue(tx, 'test-sweep', { what: 'floor' }));
    await until(() => seen.includes('listen committed') && seen.includes('sweep floor'));
    await hurry('test-run-when-bell-rung');
    await until(() => seen.includes('run committed'));
    expect(seen.filter((line) => line.endsWith(' committed'))).toEqual(['listen committed', 'run committed']);
    expect(seen.filter((line) => line.endsWith('rolled back'))).toEqual([]);
  });

  it('tries a job again whose handlers all failed, and leaves those that nobody here knows', async () => {
    fails = 1;
    const handlers = ['test-fail-when-bell-rung', 'test-fail-when-bell-rung'];
    const payload = { event: { bellId: 'twice' }, handlers };
    await test.db.tx((tx) => outbox.enqueue(tx, 'after-test-bell-rung', payload));
    await until(() => tries === 2);
    await hurry('after-test-bell-rung');
    await until(() => seen.filter((line) => line === 'late twice').length === 2);

    const known = { event: { bellId: 'newer' }, handlers: ['test-newer', 'test-listen-when-bell-rung'] };
    await test.db.tx((tx) => outbox.enqueue(tx, 'after-test-bell-rung', known));
    await until(() => seen.includes('listen newer'));
    const waits = `SELECT payload::jsonb FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'test-newer'`;
    await until(async () => (await test.db.pool.query(waits)).rowCount === 1);
    expect((await test.db.pool.query(waits)).rows).toEqual([{ payload: { bellId: 'newer' } }]);
    await test.db.pool.query(`DELETE FROM graphile_worker._private_jobs`);
  });

  it('runs the jobs of a queue one after the other', async () => {
    const stones = ['a', 'b', 'c', 'd'].map((id) => new StoneFound(id));
    await test.db.tx((tx) => outbox.recordAll(tx, stones));
    const carries = (): string[] => seen.filter((line) => line.startsWith('carry'));
    await until(() => carries().length === 4);
    expect(carries().toSorted()).toEqual(['carry a as 1', 'carry b as 1', 'carry c as 1', 'carry d as 1']);
  });

  it('runs others while as many of a kind run as may, and those that wait after them', async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    const travellers = ['a', 'b', 'c', 'd', 'e', 'f'];
    await test.db.tx((tx) =>
      outbox.enqueueAll(
        tx,
        'test-travel',
        travellers.map((who) => ({ who })),
      ),
    );
    await startRunner(4);
    await until(() => away === 2);
    // Under a name that others find in the register: else nobody would give them back after a kill.
    const { rows: locks } = await test.db.pool.query(
      `SELECT w.lock_key IS NOT NULL AS known FROM graphile_worker._private_jobs j LEFT JOIN workers w ON w.id = j.locked_by
       WHERE j.locked_at IS NOT NULL`,
    );
    expect(locks).toEqual([{ known: true }, { known: true }]);
    for (const what of ['stairs', 'hall', 'yard']) await test.db.tx((tx) => outbox.enqueue(tx, 'test-sweep', { what }));
    await until(() => ['stairs', 'hall', 'yard'].every((what) => seen.includes(`sweep ${what}`)));
    expect(away).toBe(2);
    cameBack();
    await until(() => travellers.every((who) => seen.includes(`back ${who}`)));
    expect(most).toBe(2);
  });

  it('folds jobs under one key', async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    for (const what of ['first', 'second'])
      await test.db.tx((tx) => outbox.enqueue(tx, 'test-sweep', { what }, { jobKey: 'one' }));
    await startRunner();
    await until(() => seen.includes('sweep second'));
    expect(seen).not.toContain('sweep first');
  });

  it('gives back what it has taken and not begun when it stops, and what nobody knows that it took', async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    await test.db.tx((tx) => outbox.enqueueAll(tx, 'test-dig', [{}, {}]));
    const taken = async (): Promise<string[]> => {
      const { rows } = await test.db.pool.query<{ id: string }>(
        'SELECT id FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL ORDER BY id',
      );
      return rows.map(({ id }) => id);
    };
    const runner = await startRunner(1);
    await until(() => digging === 1);
    await until(async () => (await taken()).length === 2);
    const stopped = runner.stop();
    await until(async () => (await taken()).length === 1);
    dug();
    await stopped;
    expect([await taken(), digging]).toEqual([[], 1]);

    // As if the answer to a look had been lost.
    const next = await startRunner();
    await until(() => digging === 2);
    await test.db.pool.query(`
      INSERT INTO graphile_worker._private_jobs (task_id, payload, locked_by, locked_at)
      SELECT t.id, '{"what":"lost"}', w.id, now() - interval '6 minutes'
      FROM graphile_worker._private_tasks t, (SELECT id FROM workers LIMIT 1) w WHERE t.identifier = 'test-sweep'`);
    await until(() => seen.includes('sweep lost'));
    await next.stop();
    runners.length = 0;
  });

  it('gives back the jobs of a worker that died, and leaves those of a living one', async () => {
    const living = new Client({ connectionString: test.url });
    await living.connect();
    await living.query('SELECT pg_advisory_lock(4711)');
    await test.db.pool.query(`INSERT INTO workers (id, lock_key) VALUES ('dead', 4712), ('alive', 4711)`);
    await test.db.pool.query(`
      SELECT graphile_worker.add_job('test-sweep', json_build_object('what', w)) FROM unnest(ARRAY['of the dead', 'of the living']) AS w`);
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    await test.db.pool.query(
      `SELECT graphile_worker.add_job('test-sweep', '{"what":"held by the dead"}', job_key := 'd'), graphile_worker.add_job('test-sweep', '{"what":"held by the living"}', job_key := 'a')`,
    );
    await test.db.pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = CASE key WHEN 'd' THEN 'dead' ELSE 'alive' END WHERE key IN ('d', 'a')`,
    );
    await startRunner();
    await until(() => seen.includes('sweep held by the dead'));
    expect(seen).not.toContain('sweep held by the living');
    const { rows } = await test.db.pool.query(`SELECT id FROM workers WHERE id IN ('dead', 'alive')`);
    expect(rows).toEqual([{ id: 'alive' }]);
    await living.end();
    await until(() => seen.includes('sweep held by the living'));
  });
});
