import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { StartError, errorCode } from './start-error.js';

/** Any fixed number but that of the migrations' lock. */
const STANDALONE_LOCK = 0x636f7074;
const OLDEST_MAJOR = 15;
/** How often a lost hold is asked for again, and for how long somebody else may have it before we believe it. */
const AGAIN_MS = 1_000;
const TAKEN_AFTER_MS = 60_000;

const TAKEN =
  'Another standalone Copse already runs on this database. Stop it first; several processes need api and worker apart.';

/**
 * The database taken for this process, by an advisory lock on a connection of its own: live messages stay within one
 * process, so with a second standalone half of the readers would miss them. A server that restarts takes the lock away;
 * it is taken again as soon as it is back.
 */
export class DatabaseHold {
  private released = false;
  private client: Client | undefined;
  private readonly loss = Promise.withResolvers<string>();

  private constructor(private readonly url: string) {}

  /** Takes the database. Throws {@link StartError} when it cannot be reached, is too old, or is taken. */
  static async take(url: string): Promise<DatabaseHold> {
    const hold = new DatabaseHold(url);
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
    const client = await connectAndLock(this.url);
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
      if (refusal instanceof Taken && performance.now() > end) return this.loss.resolve(TAKEN);
    }
    if (this.released) await this.client?.end();
  }
}

class Taken extends StartError {}

async function connectAndLock(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'copse standalone',
  });
  // Its end is what matters, and comes as an event of its own.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(error, url);
  }
  const { rows } = await client.query<{ major: number; held: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major, pg_try_advisory_lock($1) AS held`,
    [STANDALONE_LOCK],
  );
  const [{ major, held } = { major: 0, held: false }] = rows;
  if (major >= OLDEST_MAJOR && held) return client;
  await client.end();
  if (!held) throw new Taken(TAKEN);
  throw new StartError(`DATABASE_URL names PostgreSQL ${major}; Copse needs ${OLDEST_MAJOR} or newer.`);
}

function unreachable(error: unknown, url: string): StartError {
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
