import { EventEmitter } from 'node:events';
import type { ModuleRef } from '@nestjs/core';
import { run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Logger } from '../logging/index.js';
import { LivingWorkers } from './living-workers.js';
import { graphileLogger } from './graphile-logger.js';
import { patientPool } from './patient-pool.js';
import { registeredTasks } from './task.js';

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

  constructor(
    private readonly modules: ModuleRef,
    private readonly options: WorkerOptions,
  ) {}

  /** Starts taking jobs; rejects when the database cannot be reached. */
  async start(): Promise<void> {
    const { url, concurrency, logger } = this.options;
    this.pool = patientPool({ connectionString: url, max: concurrency + 3, connectionTimeoutMillis: 5_000 });
    this.pool.on('error', (error) => logger.warn({ error: error.message }, 'worker: idle connection lost'));
    // A client in use has its own errors; graphile-worker meets them again as failed queries.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.living = new LivingWorkers(this.pool, url, logger);
    await this.living.start();
    const events = new EventEmitter() as WorkerEvents;
    const { living } = this;
    events.on('worker:create', ({ worker }) => living.announce(worker.workerId));
    this.runner = await run({
      pgPool: this.pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: 2_000,
      events,
      logger: graphileLogger(logger),
      taskList: this.taskList(),
      crontab: this.crontab(),
      preset: { worker: { gracefulShutdownAbortTimeout: 5_000 } },
    });
    // Ends by itself only when it fails for good; the process's own stop is `stop()`.
    this.runner.promise.catch((error: unknown) => logger.error({ error }, 'worker: stopped by an error'));
  }

  /** Lets running jobs finish (5 s at most) and takes no new ones. */
  async stop(): Promise<void> {
    await this.runner?.stop().catch(() => undefined);
    await this.living?.stop();
    // `end` settles before the last connection has said goodbye; losing it then is no news.
    this.pool?.removeAllListeners('error').on('error', () => undefined);
    await this.pool?.end();
    this.runner = undefined;
  }

  private taskList(): TaskList {
    const list: TaskList = {};
    for (const { identifier, owner, method } of registeredTasks()) {
      const provider = this.modules.get(owner, { strict: false }) as Record<
        string,
        (payload: unknown) => Promise<void>
      >;
      list[identifier] = async (payload) => {
        await provider[method]?.(payload);
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
