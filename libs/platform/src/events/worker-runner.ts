import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ModuleRef } from '@nestjs/core';
import {
  run,
  type JobHelpers,
  type Runner,
  type RunnerOptions,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Pool } from 'pg';
import { asWork, type Logger } from '../logging/index.js';
import { endSpan, enterSpan } from '../tracing/index.js';
import { LivingWorkers } from './living-workers.js';
import { graphileLogger } from './graphile-logger.js';
import { beWoken } from './nearby-workers.js';
import { patientPool } from './patient-pool.js';
import { doParts, partsOf, sharedJobs, type LeftPart } from './shared-job.js';
import { queueOf, registeredTasks, type RegisteredTask } from './task.js';
import { Turnstile } from './turnstile.js';

/** What the worker of a process needs to know. */
export interface WorkerOptions {
  /** PostgreSQL URL; the worker keeps a small pool of its own, so that jobs never starve requests. */
  readonly url: string;
  /** Jobs at the same time: so many of those that run in any number, and as many of those that are held apart. */
  readonly concurrency: number;
  readonly logger: Logger;
}

/** How many jobs one look takes, for each that runs at the same time, and how long one may wait here while others have time. */
const TAKEN_AHEAD = 2;
const WAITS_HERE_MS = 5_000;
/** Jobs that are done are struck off together, if they come so close. One that is killed meanwhile is done again, as ever. */
const STRUCK_OFF_AFTER_MS = 10;
/** How long a handler that failed while others of its job did not waits for its second try, as long as graphile-worker has a job wait. */
const SECOND_TRY_MS = 3_000;
/** So often handlers of a job are tried together; then each for itself, so that one that takes the process along takes no other's turn. */
const TRIES_TOGETHER = 3;
/** How long running jobs may take to stop, and their runner to end after that. */
const STOPS_WITHIN_MS = 5_000;
const ENDS_WITHIN_MS = 2_000;

/** Does a job of one kind. */
type Act = (payload: unknown) => Promise<void>;

/**
 * Runs the registered handlers and tasks on graphile-worker until stopped. Two runners share its tables: one takes several jobs
 * with a look and hands them out, since a look for each costs PostgreSQL more than most jobs do; the other, for kinds that are
 * limited or wait in a queue, looks for each job, since it is then decided whether one more may run. Jobs of a killed process
 * are taken over within seconds (`LivingWorkers`), where graphile-worker alone would keep them locked for four hours.
 */
export class WorkerRunner {
  private readonly runners: Runner[] = [];
  private living: LivingWorkers | undefined;
  private pool: Pool | undefined;
  /** What this process can do, by the name of the task. */
  private readonly acts = new Map<string, Act>();
  /** Ids of jobs that were taken and are neither settled nor given back. */
  private readonly held = new Set<string>();
  private state: 'starting' | 'running' | 'stopping' | 'failed' = 'starting';
  /** Jobs are locked under the names of graphile-worker's pools: nobody looks for one before these are known to all. */
  private known: Promise<unknown> = Promise.resolve();
  /** Has nobody wake these workers any more. */
  private sleep: () => void = () => undefined;

  constructor(
    private readonly modules: ModuleRef,
    private readonly options: WorkerOptions,
  ) {}

  /** Starts taking jobs; rejects when the database cannot be reached. */
  async start(): Promise<void> {
    const { url, concurrency, logger } = this.options;
    const settings = {
      connectionString: url,
      max: concurrency + 4,
      connectionTimeoutMillis: 5_000,
      // Who took a job and that it is done need not wait for the disk: what a crash of the server forgets is done again, as
      // after any crash in that moment. What jobs write goes through our own pool, and does wait.
      options: '-c synchronous_commit=off',
    };
    this.pool = patientPool(settings, {
      allowed: () => this.known,
      isWanted: () => this.state !== 'stopping',
      unanswered: (error) =>
        logger.warn({ error: String(error) }, 'worker: jobs that are done wait for the database to strike them off'),
      settled: (ids) => ids.forEach((id) => this.held.delete(id)),
    });
    this.pool.on('error', (error) => logger.warn({ error: error.message }, 'worker: idle connection lost'));
    // A client in use has its own errors; graphile-worker meets them again as failed queries.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.living = new LivingWorkers(this.pool, url, logger, () => [...this.held]);
    await this.living.start();
    const tasks = registeredTasks();
    for (const task of tasks) this.acts.set(task.identifier, this.actOf(task));
    await this.runTogether(tasks.filter((task) => !isApart(task)));
    await this.runApart(tasks.filter(isApart));
    if (this.state === 'starting') this.state = 'running';
  }

  /** Whether jobs are taken: it was started, nobody has stopped it, and none of its runners has ended by itself. */
  get isRunning(): boolean {
    return this.state === 'running';
  }

  /** Lets running jobs finish (5 s at most) and takes no new ones. */
  async stop(): Promise<void> {
    this.state = 'stopping';
    this.sleep();
    this.living?.retire();
    const ended = Promise.allSettled(this.runners.map((runner) => runner.stop()));
    // One that lost its database while it stopped may never say that it has.
    const patience = new AbortController();
    await Promise.race([ended, delay(STOPS_WITHIN_MS + ENDS_WITHIN_MS, null, { signal: patience.signal })]);
    patience.abort();
    await this.living?.stop();
    // `end` settles before the last connection has said goodbye; losing it then is no news.
    this.pool?.removeAllListeners('error').on('error', () => undefined);
    await this.pool?.end();
    this.runners.length = 0;
  }

  /** Kinds of which any number may run. */
  private async runTogether(tasks: readonly RegisteredTask[]): Promise<void> {
    const events = this.events();
    events.on('pool:create', ({ workerPool }) => (this.sleep = beWoken(workerPool)));
    for (const end of ['pool:gracefulShutdown', 'pool:forcefulShutdown'] as const) events.on(end, () => this.sleep());
    const localQueue = { size: TAKEN_AHEAD * this.options.concurrency, ttl: WAITS_HERE_MS };
    const taskList = { ...this.taskList(tasks), ...this.sharedTaskList(tasks) };
    const worker = { localQueue, completeJobBatchDelay: STRUCK_OFF_AFTER_MS };
    await this.run(tasks, { events, taskList, preset: { worker } });
  }

  /** Kinds of which few may run at once, or one after the other. */
  private async runApart(tasks: readonly RegisteredTask[]): Promise<void> {
    const events = this.events();
    const turnstile = turnstileFor(tasks, events, this.options.concurrency);
    const pass = turnstile.pass.bind(turnstile);
    await this.run(tasks, { events, taskList: this.taskList(tasks, pass), forbiddenFlags: () => turnstile.closed() });
  }

  private async run(tasks: readonly RegisteredTask[], options: RunnerOptions): Promise<void> {
    if (tasks.length === 0) return;
    const { concurrency, logger } = this.options;
    const runner = await run({
      ...options,
      pgPool: this.pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: 2_000,
      logger: graphileLogger(logger),
      crontab: crontab(tasks),
      preset: { worker: { ...options.preset?.worker, gracefulShutdownAbortTimeout: STOPS_WITHIN_MS } },
    });
    this.runners.push(runner);
    runner.promise.then(this.ended, this.ended);
  }

  /** A runner ends by itself only when it fails for good, and does not always get as far as to say so; our own stop is `stop()`. */
  private readonly ended = (): void => {
    if (this.state === 'stopping' || this.state === 'failed') return;
    this.state = 'failed';
    this.options.logger.error('worker: stopped by itself');
  };

  private events(): WorkerEvents {
    const events = new EventEmitter() as WorkerEvents;
    events.on('pool:create', ({ workerPool }) => {
      this.known = Promise.all([this.known, this.living?.announce(workerPool.id)]);
    });
    events.on('localQueue:getJobs:complete', ({ jobs }) => jobs.forEach(({ id }) => this.held.add(id)));
    events.on('localQueue:returnJobs', ({ jobs }) => jobs.forEach(({ id }) => this.held.delete(id)));
    events.on('job:start', ({ job }) => void this.held.add(job.id));
    events.on('pool:gracefulShutdown', this.ended);
    return events;
  }

  private taskList(tasks: readonly RegisteredTask[], pass: Turnstile['pass'] = (_kind, job) => job()): TaskList {
    const list: TaskList = {};
    for (const task of tasks)
      list[task.identifier] = (payload, { job }) =>
        asJob(task.identifier, job.id, () => pass(task.identifier, () => this.act(task.identifier, payload)));
    return list;
  }

  /** The jobs that these handlers may share. */
  private sharedTaskList(tasks: readonly RegisteredTask[]): TaskList {
    const known = new Set(tasks.map(({ identifier }) => identifier));
    return Object.fromEntries(
      sharedJobs().map((identifier) => [
        identifier,
        (payload: unknown, helpers: JobHelpers) =>
          this.doShared(known, { identifier, payload: payload as object }, helpers),
      ]),
    );
  }

  private async doShared(
    known: ReadonlySet<string>,
    shared: { readonly identifier: string; readonly payload: object },
    { job, addJobs }: JobHelpers,
  ): Promise<void> {
    const parts: readonly LeftPart[] = partsOf(shared);
    const left =
      job.attempts > TRIES_TOGETHER
        ? parts
        : await doParts(
            parts,
            ({ identifier, payload }) =>
              known.has(identifier) ? asJob(identifier, job.id, () => this.act(identifier, payload)) : null,
            ({ identifier }, error) =>
              this.options.logger.error({ err: error }, `Failed ${identifier} of job ${job.id} (${shared.identifier})`),
          );
    if (left.length === 0) return;
    // All or none, and under keys of their own: should this job be done again all the same, they are not there twice.
    const secondTry = new Date(Date.now() + SECOND_TRY_MS);
    await addJobs(
      left.map((part) => ({
        identifier: part.identifier,
        payload: part.payload,
        jobKey: `${shared.identifier}/${job.id}/${part.identifier}`,
        ...('error' in part ? { runAt: secondTry } : {}),
      })),
    );
  }

  private async act(identifier: string, payload: unknown): Promise<void> {
    await this.acts.get(identifier)?.(payload);
  }

  /** Throws where the module of the task is not part of this program: it must not start, and be unable to do its jobs. */
  private actOf({ owner, method }: RegisteredTask): Act {
    const provider = this.modules.get(owner, { strict: false }) as Record<string, Act>;
    return async (payload) => provider[method]?.(payload);
  }
}

/** Whether it is decided while looking for a job of this kind if one more may run. */
const isApart = ({ identifier, atOnce }: RegisteredTask): boolean =>
  atOnce !== undefined || queueOf(identifier) !== undefined;

const crontab = (tasks: readonly RegisteredTask[]): string =>
  tasks.flatMap(({ schedule, identifier }) => (schedule === undefined ? [] : [`${schedule} ${identifier}`])).join('\n');

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
function turnstileFor(tasks: readonly RegisteredTask[], events: WorkerEvents, workers: number): Turnstile {
  const limits = tasks.flatMap(({ identifier, atOnce }) =>
    atOnce === undefined ? [] : [[identifier, atOnce] as const],
  );
  const turnstile = new Turnstile(new Map(limits), workers);
  events.on('worker:getJob:start', ({ worker }) => turnstile.looks(worker.workerId));
  for (const event of ['job:start', 'worker:getJob:empty', 'worker:getJob:error'] as const)
    events.on(event, ({ worker }) => turnstile.found(worker.workerId));
  return turnstile;
}
