import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';

const BACKLOG_PATIENCE_MS = 60_000;

/** Waits until the product has nothing left to do for what was written. */
export async function untilJobsAreDone(database: Client): Promise<void> {
  for (const end = performance.now() + BACKLOG_PATIENCE_MS; performance.now() < end; await sleep(100)) {
    const { rows } = await database.query(
      'SELECT 1 FROM graphile_worker.jobs WHERE attempts = 0 AND run_at <= now() LIMIT 1',
    );
    if (rows.length === 0) return;
  }
  throw new Error('The handlers of the replies were not done within 60 s.');
}
