import { Client } from 'pg';
import { unreachable } from '#platform/database';

/** How long reaching the database may take. */
const CONNECT_MS = 10_000;

/**
 * Runs `work` with a connection of its own, without the limits in time that requests have. Throws StartError with a
 * sentence when the database cannot be reached.
 */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'copse command',
    keepAlive: true,
    options:
      '-c TimeZone=UTC -c DateStyle=ISO -c statement_timeout=0 -c lock_timeout=30s -c idle_in_transaction_session_timeout=0',
  });
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
