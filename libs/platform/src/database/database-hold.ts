import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { StartError, errorCode } from '../process/start-error.js';

/** Any fixed number but that of the migrations' lock; the same in every process. */
const HOLD_LOCK = 0x636f7074;
const OLDEST_MAJOR = 15;
/** How often a lost hold is asked for again, and for how long somebody else may have it before we believe it. */
const AGAIN_MS = 1_000;
const TAKEN_AFTER_MS = 60_000;

/**
 * How a process has its database: `alone`, because nothing carries live messages, limits and what it remembers to another
 * one, or `shared` with others that have Redis for it.
 */
export type HoldMode = 'alone' | 'shared';

const TAKEN: Readonly<Record<HoldMode, string>> = {
  alone:
    'Another Copse already runs on this database. Stop it first; several processes need Redis, see REDIS_URL in docs/operating.md.',
  shared:
    'A standalone Copse without REDIS_URL already runs on this database. Stop it first, or give it the same REDIS_URL.',
};

/**
 * The database taken for this process, by an advisory lock on a connection of its own: live messages stay within one
 * process unless Redis carries them, so with a second one half of the readers would miss them. A server that restarts
 * takes the lock away; it is taken again as soon as it is back.
 */
export class DatabaseHold {
  private released = false;
  private client: Client | undefined;
  private readonly loss = Promise.withResolvers<string>();

  private constructor(
    private readonly url: string,
    private readonly mode: HoldMode,
  ) {}

  /** Takes the database. Throws {@link StartError} when it cannot be reached, is too old, or is taken. */
  static async take(url: string, mode: HoldMode = 'alone'): Promise<DatabaseHold> {
    const hold = new DatabaseHold(url, mode);
    await hold.take();
    return hold;
  }

  /** Settles with a sentence when another process has taken the database. */
  get lost(): Promise<string> {
    return this.loss.promise;
  }

  /** Gives the database free. */
  async release(): Promise<void> {
    this.released = true;
    await this.client?.end();
  }

  private async take(): Promise<void> {
    const client = await connectAndLock(this.url, this.mode);
    this.client = client;
    client.once('end', () => {
      this.client = undefined;
      if (!this.released) void this.takeAgain();
    });
  }

  private async takeAgain(): Promise<void> {
    const end = performance.now() + TAKEN_AFTER_MS;
    while (!this.released && !this.client) {
      await sleep(AGAIN_MS, undefined, { ref: false });
      const refusal: unknown = await this.take().catch((error: unknown) => error);
      // The server may need a while to notice that our former connection is gone.
      if (refusal instanceof Taken && performance.now() > end) return this.loss.resolve(TAKEN[this.mode]);
    }
    if (this.released) await this.client?.end();
  }
}

class Taken extends StartError {}

async function connectAndLock(url: string, mode: HoldMode): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'copse hold',
  });
  // Its end is what matters, and comes as an event of its own.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(error, url);
  }
  const { rows } = await client.query<{ major: number; held: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major,
            CASE $2 WHEN 'alone' THEN pg_try_advisory_lock($1) ELSE pg_try_advisory_lock_shared($1) END AS held`,
    [HOLD_LOCK, mode],
  );
  const [{ major, held } = { major: 0, held: false }] = rows;
  if (major >= OLDEST_MAJOR && held) return client;
  await client.end();
  if (!held) throw new Taken(TAKEN[mode]);
  throw new StartError(`DATABASE_URL names PostgreSQL ${major}; Copse needs ${OLDEST_MAJOR} or newer.`);
}

/** The words for a connection that could not be made; never the password of the address. */
export function unreachable(error: unknown, url: string): StartError {
  const { host, pathname } = new URL(url);
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there',
    ENOTFOUND: 'there is no such host',
    EAI_AGAIN: 'the name of the host cannot be looked up',
    '28P01': 'user or password is wrong',
    '28000': 'the server refuses this user',
    '3D000': 'there is no such database',
    '53300': 'the server has no connection left',
    '57P03': 'the server is starting or stopping',
  };
  const words = reasons[errorCode(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
  return new StartError(`The database ${host}${pathname} of DATABASE_URL cannot be reached: ${words}.`, {
    cause: error,
  });
}
