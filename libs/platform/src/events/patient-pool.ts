import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import { isConnectionLoss } from '../errors/index.js';

/** PostgreSQL's "cannot connect now": graphile-worker tries it again 100 times, 3 s to 2 min apart. */
const AWAY = '57P03';

/** How soon a connection that could not be had is tried again. */
const AGAIN_MS = 1_000;

/** How graphile-worker names the statements by which it strikes off jobs that are done. The jobs' ids are their first value. */
const STRIKES_OFF = /^complete_job/;

/** How it names those by which it notes that jobs failed, which it tries again itself. Their second value is JSON that names them. */
const NOTES_FAILURE = /^fail_job(?:_q)?\//;

/** SQLSTATEs of statements that are wrong in themselves: to send them again would not help. */
const WRONG = /^(?:22|42)/;

type Query = (...args: readonly unknown[]) => unknown;

/** What a pool for graphile-worker is told by whoever keeps it. */
export interface Patience {
  /** Settles when statements may be sent. */
  allowed(): Promise<unknown>;
  /** Whether it is still worth waiting for a connection. */
  isWanted(): boolean;
  /** Told once of each attempt to strike off jobs that failed and is now repeated until it is answered. */
  unanswered(error: unknown): void;
  /** Told of jobs that are struck off, or whose failure is noted: this process has no more to do with them. */
  settled(ids: readonly string[]): void;
}

/**
 * A pool for graphile-worker that gives every lost connection the code which graphile-worker tries again. It notes that
 * a job is done or has failed beside its loop, where any other error is caught by nobody and ends the process: a
 * restart of the database in that moment would be ours as well (tried). A connection that cannot be had is waited for here,
 * second by second: graphile-worker waits two minutes between tries once a database was away for long, and one of its
 * runners has one look at a time. What the pool takes for its own `query` waits for nothing.
 *
 * Jobs that are done and could not be struck off, for whatever reason but a mistake of ours, are struck off over a connection
 * of their own: graphile-worker tries it again for single ones alone, and ends for several. Where that is not wanted any more it
 * is said to be done all the same, since graphile-worker waits for ever once two such statements have failed: what stands is
 * given back when the worker stops, or after its death.
 */
export function patientPool(config: PoolConfig, patience: Patience): Pool {
  const pool = new Pool(config);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    client.query = ((...args: readonly unknown[]) => {
      const answer = query(...args);
      if (!(answer instanceof Promise)) return answer;
      const ids = settledBy(args[0]);
      const again = (error: unknown): unknown =>
        strikesOff(args[0]) && !isWrong(error) ? elsewhere(config, args, patience, error) : lost(error);
      return answer.catch(again).then((result: unknown) => {
        if (result && ids.length > 0) patience.settled(ids);
        return result;
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

type Named = { readonly name?: string; readonly values?: readonly unknown[] };

const strikesOff = (query: unknown): boolean => STRIKES_OFF.test((query as Named | undefined)?.name ?? '');

/** Ids of the jobs that a statement strikes off, or whose failure it notes. */
function settledBy(query: unknown): readonly string[] {
  const { name = '', values = [] } = (query ?? {}) as Named;
  if (STRIKES_OFF.test(name)) return [values[0]].flat() as string[];
  if (!NOTES_FAILURE.test(name)) return [];
  return (JSON.parse(String(values[1])) as readonly { readonly jobId: string }[]).map(({ jobId }) => jobId);
}

const isWrong = (error: unknown): boolean => WRONG.test((error as { code?: string } | null)?.code ?? '');

/** Sends a statement that may be sent twice until it is answered; undefined where it is not wanted any more. */
async function elsewhere(
  config: PoolConfig,
  args: readonly unknown[],
  { isWanted, unanswered }: Patience,
  reason: unknown,
): Promise<unknown> {
  if (isWanted()) unanswered(reason);
  while (isWanted()) {
    await sleep(AGAIN_MS);
    const client = new Client(config);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await (client.query.bind(client) as Query)(...args);
    } catch (error) {
      if (isWrong(error)) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return undefined;
}

/** Without a connection nothing was done, whatever the reason. */
function away(error: unknown): never {
  throw types.isNativeError(error) ? Object.assign(error, { code: AWAY }) : error;
}

function lost(error: unknown): never {
  if (isConnectionLoss(error)) away(error);
  throw error;
}
