import { Client, type ClientConfig } from 'pg';
import { isStall } from '../errors/index.js';
import { leave } from './break-off.js';
import { unreachable } from './database-hold.js';

/** How long reaching the database may take. */
const CONNECT_MS = 10_000;

/** What a question may take that is asked while a process starts: a server that stands still must not hold it for ever. */
export const START_ANSWER_MS = 5_000;

/**
 * Runs `work` with a connection of its own, beside the pool that serves requests. Throws StartError with a sentence when
 * the database cannot be reached, or answers nothing within the `query_timeout` that was asked for; without one it waits.
 */
export async function withClient<T>(
  url: string,
  more: Pick<ClientConfig, 'application_name' | 'keepAlive' | 'options' | 'query_timeout'>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ ...more, connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // A connection that is lost fails the statement that waits for it; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(error, url);
  }
  try {
    return await work(client);
  } catch (error) {
    throw isStall(error) ? unreachable(error, url) : error;
  } finally {
    await leave(client).catch(() => undefined);
  }
}
