import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isStall } from '../errors/index.js';
import { StartError, errorCode } from '../process/start-error.js';
import { breakOff, leave } from './break-off.js';

const OLDEST_MAJOR = 15;
/** How long the lock may take; it is given or refused at once, or the server stands still. */
const ANSWER_MS = 5_000;
/** How often a lost hold is asked for again, and for how long somebody else may have it before we believe it. */
const AGAIN_MS = 1_000;
const TAKEN_AFTER_MS = 60_000;

/**
 * How a process has its database: `alone`, because nothing carries live messages, limits and what it remembers to another
 * one, or `shared` with others that have Redis for it.
 */
export type HoldMode = 'alone' | 'shared';

/** What is held: `site` by what serves it, `commands` by what the command line does to it, also beside what serves it. */
type HoldOf = 'site' | 'commands';

/** The locks, each any fixed number but that of the migrations' lock, the same in every process; and who has them already. */
const HOLDS: Readonly<Record<HoldOf, { readonly lock: number; readonly taken: Readonly<Record<HoldMode, string>> }>> = {
  site: {
    lock: 0x636f7074,
    taken: {
      alone:
        'Another Copse already runs on this database. Stop it first; several processes need Redis, see REDIS_URL in docs/operating.md.',
      shared:
        'A standalone Copse without REDIS_URL already runs on this database. Stop it first, or give it the same REDIS_URL.',
    },
  },
  commands: {
    lock: 0x636f7075,
    taken: {
      alone: 'Another command of Copse works on this database. Wait until it is done, then try again.',
      shared: 'A backup is being restored into this database. Wait until it is done, then try again.',
    },
  },
};

/**
 * The database taken for this process, by an advisory lock on a connection of its own: live messages stay within one
 * process unless Redis carries them, so with a second one half of the readers would miss them. A server that restarts
 * takes the lock away; it is taken again as soon as it is back. Commands have a lock of their own, which a restore has alone.
 */
export class DatabaseHold {
  private released = false;
  private client: Client | undefined;
  private readonly loss = Promise.withResolvers<string>();

  private constructor(
    private readonly url: string,
    private readonly mode: HoldMode,
    private readonly of: HoldOf,
  ) {}

  /** Takes the database. Throws {@link StartError} when it cannot be reached, is too old, or is taken. */
  static async take(url: string, mode: HoldMode = 'alone', of: HoldOf = 'site'): Promise<DatabaseHold> {
    const hold = new DatabaseHold(url, mode, of);
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
    if (this.client) await leave(this.client);
  }

  private async take(): Promise<void> {
    const client = await connectAndLock(this.url, this.mode, this.of);
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
      if (refusal instanceof Taken && performance.now() > end)
        return this.loss.resolve(HOLDS[this.of].taken[this.mode]);
    }
    if (this.released && this.client) await leave(this.client);
  }
}

class Taken extends StartError {}

async function connectAndLock(url: string, mode: HoldMode, of: HoldOf): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: ANSWER_MS,
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
  try {
    await lock(client, mode, of);
    return client;
  } catch (error) {
    // A lock that is given after all goes with its connection.
    breakOff(client);
    throw isStall(error) ? unreachable(error, url) : error;
  }
}

async function lock(client: Client, mode: HoldMode, of: HoldOf): Promise<void> {
  const { rows } = await client.query<{ major: number; held: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major,
            CASE $2 WHEN 'alone' THEN pg_try_advisory_lock($1) ELSE pg_try_advisory_lock_shared($1) END AS held`,
    [HOLDS[of].lock, mode],
  );
  const [{ major, held } = { major: 0, held: false }] = rows;
  if (!held) throw new Taken(HOLDS[of].taken[mode]);
  if (major >= OLDEST_MAJOR) return;
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
  const words =
    reasons[errorCode(error) ?? ''] ??
    (isSilence(error) ? 'it does not answer' : error instanceof Error ? error.message : String(error));
  return new StartError(`The database ${host}${pathname} of DATABASE_URL cannot be reached: ${words}.`, {
    cause: error,
  });
}

/** Whether the server took the connection, or the question, and said nothing. */
const isSilence = (error: unknown): boolean =>
  isStall(error) || (error instanceof Error && error.message === 'timeout expired');
