import { Client, type ClientConfig } from 'pg';
import { unreachable } from './database-hold.js';

/** How long reaching the database may take. */
const CONNECT_MS = 10_000;

/**
 * Runs `work` with a connection of its own, beside the pool that serves requests. Throws StartError with a sentence when
 * the database cannot be reached.
 */
export async function withClient<T>(
  url: string,
  more: Pick<ClientConfig, 'application_name' | 'keepAlive' | 'options'>,
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
  } finally {
    await client.end().catch(() => undefined);
  }
}
