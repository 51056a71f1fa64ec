import type { Client } from 'pg';
import { withClient as withOwnClient } from '#platform/database';

/**
 * Runs `work` with a connection of its own, without the limits in time that requests have. Throws StartError with a
 * sentence when the database cannot be reached.
 */
export const withClient = <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withOwnClient(
    url,
    {
      application_name: 'copse command',
      keepAlive: true,
      options:
        '-c TimeZone=UTC -c DateStyle=ISO -c statement_timeout=0 -c lock_timeout=30s -c idle_in_transaction_session_timeout=0',
    },
    work,
  );
