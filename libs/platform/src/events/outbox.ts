import { Injectable, Optional } from '@nestjs/common';
import { Database, statement, type Tx } from '../database/index.js';
import type { DomainEvent, EventClass } from './handler.js';
import { wakeNearby } from './nearby-workers.js';
import { jobsAfter } from './shared-job.js';
import { flagsOf, queueOf } from './task.js';

/** Options of one job; see graphile-worker's `add_job`. */
export interface JobOptions {
  /** Folds jobs that wait under the same key into one. */
  readonly jobKey?: string;
  /** Not before this moment. */
  readonly runAt?: Date;
  /** Tries before it has failed for good; 25 by default, spread over three days. */
  readonly maxAttempts?: number;
  /** Jobs with a greater number wait for those with a smaller one; 0 by default. */
  readonly priority?: number;
}

const ADD_JOBS = statement(
  'outbox-add-jobs',
  `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
     SELECT json_populate_record(NULL::graphile_worker.job_spec, spec) FROM json_array_elements($1::json) AS spec))`,
);

// The function above tells the workers within the transaction, and PostgreSQL lets those who tell something commit one after
// the other, each with its own wait for the disk. So jobs that are nothing but a name and a payload are written as the
// function writes them, and the workers are told afterwards. A name that nobody used before is made along.
const ADD_PLAIN_JOBS = statement(
  'outbox-add-plain-jobs',
  `WITH specs AS (SELECT * FROM json_to_recordset($1::json) AS s (identifier text, payload json)),
   made AS (
     INSERT INTO graphile_worker._private_tasks AS t (identifier)
     SELECT DISTINCT s.identifier FROM specs s
     WHERE NOT EXISTS (SELECT FROM graphile_worker._private_tasks t WHERE t.identifier = s.identifier)
     ON CONFLICT (identifier) DO UPDATE SET identifier = EXCLUDED.identifier RETURNING t.id, t.identifier)
   INSERT INTO graphile_worker._private_jobs (task_id, payload)
   SELECT t.id, s.payload FROM specs s LEFT JOIN (
     SELECT id, identifier FROM graphile_worker._private_tasks UNION ALL SELECT id, identifier FROM made) t USING (identifier)`,
);
// The same for names that are there already, at a quarter of the work: nothing of ours takes names away. Should one be missing all
// the same, the transaction fails by the column that must not be empty.
const ADD_NAMED_JOBS = statement(
  'outbox-add-named-jobs',
  `INSERT INTO graphile_worker._private_jobs (task_id, payload)
   SELECT (SELECT t.id FROM graphile_worker._private_tasks t WHERE t.identifier = s.identifier), s.payload::json
   FROM unnest($1::text[], $2::text[]) AS s (identifier, payload)`,
);
const EMPTY_COLUMN = '23502';
/** What graphile-worker says when it has added jobs. */
const WAKE = statement('outbox-wake', `SELECT pg_notify('jobs:insert', $1)`);

/** Jobs as `add_jobs` takes them. */
type JobSpec = {
  readonly identifier: string;
  readonly payload: object;
  readonly queue_name?: string | undefined;
  readonly job_key?: string | undefined;
  readonly run_at?: string | undefined;
  readonly max_attempts?: number | undefined;
  readonly priority?: number | undefined;
  readonly flags?: string[] | undefined;
};

const isPlain = ({ identifier: _identifier, payload: _payload, ...more }: JobSpec): boolean =>
  Object.values(more).every((value) => value === undefined);

/** Writes down, inside the writer's transaction, what must happen after it: it exists exactly when the write exists. */
@Injectable()
export class Outbox {
  /** Names of jobs that were written down once, by a transaction that was kept. */
  private readonly named = new Set<string>();
  private unheard = 0;
  private telling: Promise<void> | null = null;

  /** Without a database workers of other processes are not told, and find what was added within two seconds. */
  constructor(@Optional() private readonly db?: Database) {}

  /** Adds what follows this event: one job that its handlers share, and one for each that waits in a queue. One statement. */
  async record<E extends DomainEvent>(tx: Tx, event: E): Promise<void> {
    await this.recordAll(tx, [event]);
  }

  /** The same for many events that one act causes, also in one statement. */
  async recordAll<E extends DomainEvent>(tx: Tx, events: readonly E[]): Promise<void> {
    const specs = events.flatMap((event) =>
      jobsAfter((event.constructor as EventClass<E>).type, event).map(({ identifier, payload }) => ({
        identifier,
        payload,
        queue_name: queueOf(identifier),
      })),
    );
    await this.add(tx, specs);
  }

  /** Adds one job that no event causes. */
  async enqueue(tx: Tx, identifier: string, payload: object, options: JobOptions = {}): Promise<void> {
    await this.enqueueAll(tx, identifier, [payload], options);
  }

  /** The same for many payloads, in one statement; none: in no statement. A `jobKey` is for one payload alone. */
  async enqueueAll(tx: Tx, identifier: string, payloads: readonly object[], options: JobOptions = {}): Promise<void> {
    const specs = payloads.map((payload) => ({
      identifier,
      payload,
      job_key: options.jobKey,
      run_at: options.runAt?.toISOString(),
      max_attempts: options.maxAttempts,
      priority: options.priority,
      flags: flagsOf(identifier),
    }));
    await this.add(tx, specs);
  }

  private async add(tx: Tx, specs: readonly JobSpec[]): Promise<void> {
    if (specs.length === 0) return;
    if (!specs.every(isPlain)) {
      await tx.run(ADD_JOBS, [JSON.stringify(specs)]);
      return;
    }
    tx.afterCommit(() => this.wake(specs.length));
    const names = specs.map(({ identifier }) => identifier);
    if (names.every((name) => this.named.has(name))) {
      const payloads = specs.map(({ payload }) => JSON.stringify(payload));
      await tx.run(ADD_NAMED_JOBS, [names, payloads]).catch((error: unknown) => {
        // Others are of what went in the same message.
        if ((error as { code?: unknown }).code === EMPTY_COLUMN) for (const name of names) this.named.delete(name);
        throw error;
      });
    } else {
      tx.afterCommit(() => names.forEach((name) => this.named.add(name)));
      await tx.run(ADD_PLAIN_JOBS, [JSON.stringify(specs)]);
    }
  }

  /** What is added while workers are being told is told at once after it, however many transactions it was. */
  private wake(jobs: number): void {
    if (wakeNearby(jobs) || !this.db) return;
    this.unheard += jobs;
    this.telling ??= this.tell(this.db);
  }

  /** Whom nobody tells looks every two seconds: so this is never tried twice, and its failure is no news. */
  private async tell(db: Database): Promise<void> {
    while (this.unheard > 0) {
      const count = this.unheard;
      this.unheard = 0;
      await db.run(WAKE, [JSON.stringify({ count })]).catch(() => undefined);
    }
    this.telling = null;
  }
}
