import { types } from 'node:util';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { isConnectionLoss } from '../errors/index.js';

/** PostgreSQL's "cannot connect now": graphile-worker tries it again 100 times, 3 s to 2 min apart. */
const AWAY = '57P03';

type Query = (...args: readonly unknown[]) => unknown;

/**
 * A pool for graphile-worker that gives every lost connection the code which graphile-worker tries again. It notes that
 * a job is done or has failed beside its loop, where any other error is caught by nobody and ends the process: a
 * restart of the database in that moment would be ours as well (tried). Connections for its statements are given out when
 * `allowed` has settled; those that the pool takes for its own `query` at once.
 */
export function patientPool(config: PoolConfig, allowed: () => Promise<unknown> = () => Promise.resolve()): Pool {
  const pool = new Pool(config);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    client.query = ((...args: readonly unknown[]) => {
      const answer = query(...args);
      return answer instanceof Promise ? answer.catch(lost) : answer;
    }) as PoolClient['query'];
  });
  const connect = pool.connect.bind(pool);
  pool.connect = ((done?: Parameters<typeof connect>[0]) =>
    done ? connect(done) : allowed().then(() => connect().catch(away))) as Pool['connect'];
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
