import { randomInt } from 'node:crypto';
import { Client, type Pool } from 'pg';
import type { Logger } from '../logging/index.js';

const LOOK_EVERY_MS = 5_000;

/**
 * Tells living workers from dead ones. Each process holds a session-level advisory lock, which PostgreSQL frees when
 * the process dies, beside the register of its worker ids; whoever finds a free lock gives the dead one's jobs back.
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

  /** Registers a worker of this process; must be known before it takes its first job. */
  announce(workerId: string): void {
    this.ids.add(workerId);
    this.pool
      .query('INSERT INTO workers (id, lock_key) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [workerId, this.key])
      .catch((error: Error) =>
        this.logger.warn({ error: error.message }, 'worker: could not be registered, will be soon'),
      );
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.looking;
    await this.pool.query('DELETE FROM workers WHERE lock_key = $1', [this.key]).catch(() => undefined);
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

  private async look(): Promise<void> {
    if (this.stopped) return;
    try {
      if (!this.holder) await this.hold();
      // A registration that failed while the database was away is repeated here.
      for (const id of this.ids) {
        await this.pool.query('INSERT INTO workers (id, lock_key) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
          id,
          this.key,
        ]);
      }
      await this.giveBackJobsOfTheDead();
    } catch (error) {
      this.logger.warn({ error: (error as Error).message }, 'worker: could not look for dead workers');
    }
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
