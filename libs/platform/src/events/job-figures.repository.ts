import { Injectable } from '@nestjs/common';
import { Database, statement } from '../database/index.js';

/** How the jobs of one task stand. */
export interface JobFigures {
  readonly task: string;
  /** Could be done now, and is not yet. */
  readonly ready: number;
  /** Being done. */
  readonly running: number;
  /** Will be done, or tried again, later. */
  readonly later: number;
  /** Tried for the last time: it will never be done by itself. */
  readonly failed: number;
  /** How long the oldest ready one waits, seconds. */
  readonly oldestSeconds: number;
}

const FIGURES = statement(
  'job-figures',
  `SELECT task_identifier AS task,
     count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= now()) AS ready,
     count(*) FILTER (WHERE locked_at IS NOT NULL) AS running,
     count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at > now()) AS later,
     count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts) AS failed,
     coalesce(extract(epoch FROM now() - min(run_at)
       FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= now())), 0)::float8::text AS "oldestSeconds"
   FROM graphile_worker.jobs GROUP BY task_identifier`,
);

/** How much there is to do, for who watches over the site. */
@Injectable()
export class JobFiguresRepository {
  constructor(private readonly db: Database) {}

  /** The tasks that have any job. */
  async all(): Promise<JobFigures[]> {
    const rows = await this.db.run<Omit<JobFigures, 'oldestSeconds'> & { oldestSeconds: string }>(FIGURES);
    return rows.map((row) => ({ ...row, oldestSeconds: Number(row.oldestSeconds) }));
  }
}
