import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import { isBlocked, isConnectionLoss, isOutage } from '../errors/index.js';

/** PostgreSQL's "cannot connect now": graphile-worker tries it again 100 times, 3 s to 2 min apart. */
const AWAY = '57P03';

/** How soon a connection that could not be had is tried again. */
const AGAIN_MS = 1_000;

/** How graphile-worker names the statements by which it strikes off jobs that are done. */
const STRIKES_OFF = /^complete_job/;

type Query = (...args: readonly unknown[]) => unknown;

/** What a pool for graphile-worker is told by whoever keeps it. */
export interface Patience {
  /** Settles when statements may be sent. */
  allowed(): Promise<unknown>;
  /** Whether it is still worth waiting for a connection. */
  isWanted(): boolean;
}

/**
 * A pool for graphile-worker that gives every lost connection the code which graphile-worker tries again. It notes that
 * a job is done or has failed beside its loop, where any other error is caught by nobody and ends the process: a
 * restart of the database in that moment would be ours as well (tried). A connection that cannot be had is waited for here,
 * second by second: graphile-worker waits two minutes between tries once a database was away for long, and one of its
 * runners has one look at a time. What the pool takes for its own `query` waits for nothing.
 *
 * Jobs that are done and could not be struck off, by a lost connection or a server that has no room, are struck off over a connection of
 * their own: graphile-worker tries it again for single ones alone, and ends for several.
 */
export function patientPool(config: PoolConfig, patience: Patience): Pool {
  const pool = new Pool(config);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    client.query = ((...args: readonly unknown[]) => {
      const answer = query(...args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        const again = strikesOff(args[0]) && passes(error) && patience.isWanted();
        return again ? elsewhere(config, args, patience) : lost(error);
      });
    }) as PoolClient['query'];
  });
  const connect = pool.connect.bind(pool);
  const connection = async (): Promise<PoolClient> => {
    for (;;) {
      await patience.allowed();
      try {
        return await connect();
      } catch (error) {
        if (!patience.isWanted()) return away(error);
        await sleep(AGAIN_MS);
      }
    }
  };
  pool.connect = ((done?: Parameters<typeof connect>[0]) => (done ? connect(done) : connection())) as Pool['connect'];
  return pool;
}

const strikesOff = (query: unknown): boolean => STRIKES_OFF.test((query as { name?: string } | undefined)?.name ?? '');

/** Whether the same statement may succeed a moment later. */
const passes = (error: unknown): boolean => isOutage(error) || isBlocked(error);

/** Sends a statement that may be sent twice until it is answered, or not wanted any more. */
async function elsewhere(config: PoolConfig, args: readonly unknown[], { isWanted }: Patience): Promise<unknown> {
  for (;;) {
    await sleep(AGAIN_MS);
    const client = new Client(config);
    client.on('error', () => undefined);
    let sent = false;
    try {
      await client.connect();
      sent = true;
      return await (client.query.bind(client) as Query)(...args);
    } catch (error) {
      if (!isWanted()) away(error);
      if (sent && !passes(error)) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Without a connection nothing was done, whatever the reason. */
function away(error: unknown): never {
  throw types.isNativeError(error) ? Object.assign(error, { code: AWAY }) : error;
}

function lost(error: unknown): never {
  if (isConnectionLoss(error)) away(error);
  throw error;
}
