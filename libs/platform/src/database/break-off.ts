import type { Client, PoolClient } from 'pg';

/** How long a server may take to hear that we leave. */
const GOODBYE_MS = 1_000;

/** Ends the connection at once; pg's own `end` says goodbye first, to a server that may not listen. */
export function breakOff(client: Client | PoolClient): void {
  (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
}

/** Ends the connection in order, or by force where the server does not take part. */
export async function leave(client: Client): Promise<void> {
  const tooLong = setTimeout(() => breakOff(client), GOODBYE_MS);
  try {
    await client.end();
  } finally {
    clearTimeout(tooLong);
  }
}
