import { EventEmitter } from 'node:events';
import type { ModuleRef } from '@nestjs/core';
import { run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { asWork, type Logger } from '../logging/index.js';
import { endSpan, enterSpan } from '../tracing/index.js';
import { LivingWorkers } from './living-workers.js';
import { graphileLogger } from './graphile-logger.js';
import { beWoken } from './nearby-workers.js';
import { patientPool } from './patient-pool.js';
import { registeredTasks } from './task.js';
import { Turnstile } from './turnstile.js';

/** What the worker of a process needs to know. */
export interface WorkerOptions {
  /** PostgreSQL URL; the worker keeps a small pool of its own, so that jobs never starve requests. */
  readonly url: string;
  /** Jobs at the same time. */
  readonly concurrency: number;
  readonly logger: Logger;
}

/**
 * Runs the registered handlers and tasks on graphile-worker until stopped. Jobs of a killed process are taken over
 * within seconds (`LivingWorkers`), where graphile-worker alone would keep them locked for four hours.
 */
export class WorkerRunner {
  private runner: Runner | undefined;
  private living: LivingWorkers | undefined;
  private pool: Pool | undefined;
  private failed = false;
  /** Has nobody wake these workers any more. */
  private sleep: () => void = () => undefined;

  constructor(
    private readonly modules: ModuleRef,
    private readonly options: WorkerOptions,
  ) {}

  /** Starts taking jobs; rejects when the database cannot be reached. */
  async start(): Promise<void> {
    const { url, concurrency, logger } = this.options;
    this.pool = patientPool({
      connectionString: url,
      max: concurrency + 3,
      connectionTimeoutMillis: 5_000,
      // Who took a job and that it is done need not wait for the disk: what a crash of the server forgets is done again, as
      // after any crash in that moment. What jobs write goes through our own pool, and does wait.
      options: '-c synchronous_commit=off',
    });
    this.pool.on('error', (error) => logger.warn({ error: error.message }, 'worker: idle connection lost'));
    // A client in use has its own errors; graphile-worker meets them again as failed queries.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.living = new LivingWorkers(this.pool, url, logger);
    await this.living.start();
    const events = new EventEmitter() as WorkerEvents;
    const { living } = this;
    // Jobs are locked under the name of the pool, which exists before its workers look for the first.
    let known: Promise<void> = Promise.resolve();
    events.on('pool:create', ({ workerPool }) => {
      known = living.announce(workerPool.id);
      this.sleep = beWoken(workerPool);
    });
    for (const end of ['pool:gracefulShutdown', 'pool:forcefulShutdown'] as const) events.on(end, () => this.sleep());
    const turnstile = turnstileFor(events, concurrency);
    this.runner = await run({
      pgPool: this.pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: 2_000,
      events,
      logger: graphileLogger(logger),
      taskList: this.taskList(turnstile),
      forbiddenFlags: () => turnstile.closed(),
      crontab: this.crontab(),
      preset: {
        worker: { gracefulShutdownAbortTimeout: 5_000 },
        // No job is taken under a name that nobody could find after a kill.
        plugins: [{ name: 'copse-living-workers', version: '1.0.0', worker: { hooks: { startWorker: () => known } } }],
      },
    });
    // Ends by itself only when it fails for good; the process's own stop is `stop()`.
    this.runner.promise.catch((error: unknown) => {
      this.failed = true;
      logger.error({ error }, 'worker: stopped by an error');
    });
  }

  /** Whether jobs are taken: it was started, nobody has stopped it, and it has not failed for good. */
  get isRunning(): boolean {
    return this.runner !== undefined && !this.failed;
  }

  /** Lets running jobs finish (5 s at most) and takes no new ones. */
  async stop(): Promise<void> {
    this.sleep();
    await this.runner?.stop().catch(() => undefined);
    await this.living?.stop();
    // `end` settles before the last connection has said goodbye; losing it then is no news.
    this.pool?.removeAllListeners('error').on('error', () => undefined);
    await this.pool?.end();
    this.runner = undefined;
  }

  private taskList(turnstile: Turnstile): TaskList {
    const list: TaskList = {};
    for (const { identifier, owner, method } of registeredTasks()) {
      const provider = this.modules.get(owner, { strict: false }) as Record<
        string,
        (payload: unknown) => Promise<void>
      >;
      list[identifier] = async (payload, { job }) => {
        await asJob(identifier, job.id, () => turnstile.pass(identifier, async () => provider[method]?.(payload)));
      };
    }
    return list;
  }

  private crontab(): string {
    return registeredTasks()
      .filter((task) => task.schedule !== undefined)
      .map((task) => `${task.schedule} ${task.identifier}`)
      .join('\n');
  }
}

/** Does a job as a work of its own: its lines in the log name it, and it is one trace. */
function asJob(identifier: string, id: string, act: () => Promise<void>): Promise<void> {
  return asWork({ kind: 'job', id, account: null, refusal: null, span: null }, async () => {
    const span = enterSpan({ name: `job ${identifier}`, kind: 'CONSUMER', attributes: { 'copse.job.id': id } });
    try {
      await act();
      endSpan(span);
    } catch (error) {
      endSpan(span, true);
      throw error;
    }
  });
}

/** The turnstile of a process, which learns from graphile-worker who looks for a job and who has found one. */
function turnstileFor(events: WorkerEvents, workers: number): Turnstile {
  const limits = registeredTasks().flatMap(({ identifier, atOnce }) =>
    atOnce === undefined ? [] : [[identifier, atOnce] as const],
  );
  const turnstile = new Turnstile(new Map(limits), workers);
  events.on('worker:getJob:start', ({ worker }) => turnstile.looks(worker.workerId));
  for (const event of ['job:start', 'worker:getJob:empty', 'worker:getJob:error'] as const)
    events.on(event, ({ worker }) => turnstile.found(worker.workerId));
  return turnstile;
}
