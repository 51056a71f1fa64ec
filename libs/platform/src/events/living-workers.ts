import { randomInt } from 'node:crypto';
import { Client, type Pool } from 'pg';
import type { Logger } from '../logging/index.js';

const LOOK_EVERY_MS = 5_000;
const REGISTER_AGAIN_MS = 1_000;

// A look may have taken jobs, and its answer been lost with the connection: they stand under our own living name, and nobody
// runs them. By then whatever was on its way has come.
const GIVE_BACK_LOST = `WITH jobs AS (
    UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
    WHERE locked_by = ANY ($1::text[]) AND locked_at < now() - interval '5 minutes' AND id <> ALL ($2::bigint[]) RETURNING id),
  queues AS (
    UPDATE graphile_worker._private_job_queues q SET locked_at = NULL, locked_by = NULL
    WHERE q.locked_by = ANY ($1::text[]) AND q.locked_at < now() - interval '5 minutes' AND NOT EXISTS (
      SELECT FROM graphile_worker._private_jobs j WHERE j.job_queue_id = q.id AND j.id = ANY ($2::bigint[])))
  SELECT count(*)::int AS lost FROM jobs`;

/**
 * Tells living workers from dead ones. Each process holds a session-level advisory lock, which PostgreSQL frees when
 * the process dies, beside the register of the names under which it locks jobs (ids of graphile-worker's pools); whoever
 * finds a free lock gives the dead one's jobs back.
 */
export class LivingWorkers {
  /** Fits a bigint and JavaScript's exact integers; two processes drawing the same is beyond belief. */
  private readonly key = randomInt(1, 2 ** 47);
  private holder: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private looking: Promise<void> = Promise.resolve();
  private readonly ids = new Set<string>();

  constructor(
    private readonly pool: Pool,
    private readonly url: string,
    private readonly logger: Logger,
    /** Ids of the jobs that this process has taken and not done yet. */
    private readonly held: () => readonly string[],
  ) {}

  /** Takes the lock, then looks for the dead at once and every five seconds. */
  async start(): Promise<void> {
    await this.hold();
    await this.look();
    this.timer = setInterval(() => {
      this.looking = this.look();
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** Registers a name of this process; settles when it is known to all, before which no job may be locked under it. */
  async announce(id: string): Promise<void> {
    this.ids.add(id);
    while (!this.stopped) {
      try {
        await this.register(id);
        return;
      } catch (error) {
        this.logger.warn({ error: (error as Error).message }, 'worker: could not be registered, will be soon');
        await new Promise((again) => setTimeout(again, REGISTER_AGAIN_MS).unref());
      }
    }
  }

  /** Registers and looks no more; what waits for a name to be registered goes on. */
  retire(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  /** Once nothing runs any more: what still stands under our names is given back, and the names are struck off. */
  async stop(): Promise<void> {
    this.retire();
    await this.looking;
    await this.pool
      .query(
        'WITH back AS (SELECT graphile_worker.force_unlock_workers($2::text[])) DELETE FROM workers USING back WHERE lock_key = $1',
        [this.key, [...this.ids]],
      )
      .catch(() => undefined);
    await this.holder?.end().catch(() => undefined);
  }

  private async hold(): Promise<void> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5_000, keepAlive: true });
    client.on('error', () => {
      if (this.holder === client) this.holder = undefined;
    });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [this.key]);
    this.holder = client;
  }

  private async register(id: string): Promise<void> {
    await this.pool.query('INSERT INTO workers (id, lock_key) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
      id,
      this.key,
    ]);
  }

  private async look(): Promise<void> {
    if (this.stopped) return;
    try {
      if (!this.holder) await this.hold();
      // Somebody who took us for dead while our connection was lost has struck us off.
      for (const id of this.ids) await this.register(id);
      await this.giveBackJobsOfTheDead();
      await this.giveBackLostJobs();
    } catch (error) {
      this.logger.warn({ error: (error as Error).message }, 'worker: could not look for dead workers');
    }
  }

  private async giveBackLostJobs(): Promise<void> {
    const { rows } = await this.pool.query<{ lost: number }>(GIVE_BACK_LOST, [[...this.ids], this.held()]);
    const jobs = rows[0]?.lost ?? 0;
    if (jobs > 0) this.logger.info({ jobs }, 'worker: gave back jobs that were taken over a lost connection');
  }

  private async giveBackJobsOfTheDead(): Promise<void> {
    const { rows } = await this.pool.query<{ lock_key: string; ids: string[] }>(
      'SELECT lock_key, array_agg(id) AS ids FROM workers WHERE lock_key <> $1 GROUP BY lock_key',
      [this.key],
    );
    for (const { lock_key: key, ids } of rows) {
      const client = await this.pool.connect();
      try {
        const { rows: locks } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [key]);
        if (!locks[0]?.free) continue;
        await client.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [ids]);
        await client.query('DELETE FROM workers WHERE lock_key = $1', [key]);
        await client.query('SELECT pg_advisory_unlock($1)', [key]);
        this.logger.info({ workers: ids.length }, 'worker: gave back the jobs of a worker that died');
      } finally {
        client.release();
      }
    }
  }
}
