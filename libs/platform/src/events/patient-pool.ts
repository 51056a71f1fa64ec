import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { isConnectionLoss } from '../errors/index.js';

/** PostgreSQL's "cannot connect now": graphile-worker tries it again 100 times, 3 s to 2 min apart. */
const AWAY = '57P03';

/** How soon a connection that could not be had is tried again. */
const AGAIN_MS = 1_000;

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
 */
export function patientPool(config: PoolConfig, patience: Patience): Pool {
  const pool = new Pool(config);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    client.query = ((...args: readonly unknown[]) => {
      const answer = query(...args);
      return answer instanceof Promise ? answer.catch(lost) : answer;
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

/** Without a connection nothing was done, whatever the reason. */
function away(error: unknown): never {
  throw types.isNativeError(error) ? Object.assign(error, { code: AWAY }) : error;
}

function lost(error: unknown): never {
  if (isConnectionLoss(error)) away(error);
  throw error;
}
