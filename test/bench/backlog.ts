import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';

const BACKLOG_PATIENCE_MS = 60_000;
const FILING_PATIENCE_MS = 600_000;

/**
 * Has the product make the posts that the benchmark wrote by SQL findable, and waits for it: it would come to them by itself at
 * the next full five minutes, and what is measured just then would share its core with that.
 */
export async function untilAllIsFiled(database: Client): Promise<void> {
  await database.query(`SELECT graphile_worker.add_job('fill-search', '{}', flags := '{fill-search}')`);
  for (const end = performance.now() + FILING_PATIENCE_MS; performance.now() < end; await sleep(200)) {
    const { rows } = await database.query(
      `SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'fill-search' LIMIT 1`,
    );
    if (rows.length === 0) return;
  }
  throw new Error('The posts were not made findable within ten minutes.');
}

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
