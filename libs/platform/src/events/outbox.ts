import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '../database/index.js';
import type { DomainEvent, EventClass } from './handler.js';
import { flagsOf, queueOf, subscribersOf } from './task.js';

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

/** Writes down, inside the writer's transaction, what must happen after it: it exists exactly when the write exists. */
@Injectable()
export class Outbox {
  /** Adds one job for each subscribed handler of this event, in one statement. */
  async record<E extends DomainEvent>(tx: Tx, event: E): Promise<void> {
    await this.recordAll(tx, [event]);
  }

  /** The same for many events that one act causes, also in one statement. */
  async recordAll<E extends DomainEvent>(tx: Tx, events: readonly E[]): Promise<void> {
    const specs = events.flatMap((event) =>
      subscribersOf((event.constructor as EventClass<E>).type).map((identifier) => ({
        identifier,
        payload: event,
        queue_name: queueOf(identifier),
      })),
    );
    if (specs.length > 0) await tx.run(ADD_JOBS, [JSON.stringify(specs)]);
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
    if (specs.length > 0) await tx.run(ADD_JOBS, [JSON.stringify(specs)]);
  }
}
