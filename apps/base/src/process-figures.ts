import { statfs } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { Database } from '#platform/database';
import { JobFiguresRepository, registeredTasks, sharedJobs, type JobFigures } from '#platform/events';
import { Metrics, type Figure } from '#platform/metrics';
import { RealtimeServer } from '#platform/realtime';
import { StoredBytesRepository } from '#resources';
import { installation } from './installation.js';

/** One question to the database answers all figures of one look. */
const SAME_LOOK_MS = 1_000;
/** What is stored grows slowly, and counting it reads a whole table. */
const STORED_MS = 60_000;

const NO_JOBS: Omit<JobFigures, 'task'> = { ready: 0, running: 0, later: 0, failed: 0, oldestSeconds: 0 };

/** What can be measured of a process as a whole; requests and mail are counted where they happen. */
@Injectable()
export class ProcessFigures implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly db: Database,
    private readonly realtime: RealtimeServer,
    private readonly jobs: JobFiguresRepository,
    private readonly stored: StoredBytesRepository,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.metrics.isOn) return;
    const { version } = await installation();
    this.metrics.gauge({
      name: 'copse_build_info',
      help: 'The version of Copse, as a label; always 1.',
      labels: ['version'],
      read: () => [{ labels: { version }, value: 1 }],
    });
    this.metrics.gauge({
      name: 'copse_sockets',
      help: 'Live connections that this process holds.',
      read: () => this.realtime.connections,
    });
    this.ofDatabase();
    this.ofJobs();
    this.ofStorage();
  }

  private ofDatabase(): void {
    this.metrics.gauge({
      name: 'copse_database_connections',
      help: 'Connections of this process to the database, by what they do.',
      labels: ['state'],
      read: () => {
        const { totalCount, idleCount } = this.db.pool;
        return [figure({ state: 'used' }, totalCount - idleCount), figure({ state: 'idle' }, idleCount)];
      },
    });
    this.metrics.gauge({
      name: 'copse_database_waiting',
      help: 'Questions of this process that wait for a connection to the database.',
      read: () => this.db.pool.waitingCount,
    });
  }

  private ofJobs(): void {
    const all = remembered(SAME_LOOK_MS, async () => {
      const found = new Map((await this.jobs.all()).map((one) => [one.task, one]));
      // A task without jobs says so: an alert must be able to tell nought from nothing.
      const tasks = [...registeredTasks().map(({ identifier }) => identifier), ...sharedJobs()];
      for (const task of tasks) if (!found.has(task)) found.set(task, { task, ...NO_JOBS });
      return [...found.values()];
    });
    this.metrics.gauge({
      name: 'copse_jobs',
      help: 'Jobs of the whole site by task and state; failed ones will never be done by themselves.',
      labels: ['task', 'state'],
      read: async () =>
        (await all()).flatMap(({ task, ready, running, later, failed }) => [
          figure({ task, state: 'ready' }, ready),
          figure({ task, state: 'running' }, running),
          figure({ task, state: 'later' }, later),
          figure({ task, state: 'failed' }, failed),
        ]),
    });
    this.metrics.gauge({
      name: 'copse_jobs_oldest_seconds',
      help: 'How long the oldest job that could be done waits, by task.',
      labels: ['task'],
      read: async () => (await all()).map(({ task, oldestSeconds }) => figure({ task }, oldestSeconds)),
    });
    this.metrics.gauge({
      name: 'copse_mail_waiting',
      help: 'Messages that are still to be handed over.',
      read: async () => {
        const { ready, running, later } = (await all()).find(({ task }) => task === 'send-mail') ?? NO_JOBS;
        return ready + running + later;
      },
    });
  }

  private ofStorage(): void {
    const total = remembered(STORED_MS, () => this.stored.total());
    this.metrics.gauge({
      name: 'copse_stored_bytes',
      help: 'What the kept contents of files take, each content once.',
      read: async () => (await total()).bytes,
    });
    this.metrics.gauge({
      name: 'copse_stored_files',
      help: 'How many contents of files are kept.',
      read: async () => (await total()).files,
    });
    this.metrics.gauge({
      name: 'copse_disk_bytes',
      help: 'The disk of COPSE_DATA: its size, and what of it is free for Copse.',
      labels: ['kind'],
      read: async () => {
        const { bsize, blocks, bavail } = await statfs(this.config.dataDir);
        return [figure({ kind: 'size' }, bsize * blocks), figure({ kind: 'free' }, bsize * bavail)];
      },
    });
  }
}

const figure = (labels: Figure['labels'], value: number): Figure => ({ labels, value });

/** Asks at most once in so many milliseconds; what failed is asked again. */
function remembered<Answer>(milliseconds: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let last: { readonly at: number; readonly answer: Promise<Answer> } | undefined;
  return () => {
    if (last && performance.now() - last.at < milliseconds) return last.answer;
    const answer = ask();
    const mine = { at: performance.now(), answer };
    last = mine;
    answer.catch(() => {
      if (last === mine) last = undefined;
    });
    return answer;
  };
}
