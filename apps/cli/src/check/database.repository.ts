import type { Client } from 'pg';

/** What a server tells of itself and of our place in it. */
export interface DatabaseFacts {
  readonly version: string;
  readonly major: number;
  readonly encoding: string;
  /** The collations by which names are sorted. */
  readonly hasIcu: boolean;
  /** Whether tables can be made in the schema `public`. */
  readonly mayMake: boolean;
  /** Whether the extension of search is there, or may be made. */
  readonly hasUnaccent: boolean;
  /** Tables of ours that another role owns. */
  readonly foreign: string[];
  /** Settings that what is acknowledged depends on and that are off. */
  readonly unsafe: string[];
  /** Indexes that a broken-off migration left unusable. */
  readonly brokenIndexes: string[];
  readonly maxConnections: number;
  /** Jobs that have failed for good. */
  readonly failedJobs: number;
}

const FACTS = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
    current_setting('server_encoding') AS encoding, current_setting('max_connections')::int AS "maxConnections",
    EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') AS "hasIcu",
    EXISTS (SELECT FROM pg_extension WHERE extname = 'unaccent')
      OR EXISTS (SELECT FROM pg_available_extensions WHERE name = 'unaccent')
        AND has_database_privilege(current_database(), 'CREATE') AS "hasUnaccent",
    has_schema_privilege('public', 'CREATE') AND has_schema_privilege('public', 'USAGE') AS "mayMake",
    ARRAY(SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'
      AND NOT pg_has_role(tableowner, 'USAGE') ORDER BY 1) AS foreign,
    ARRAY(SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')
      AND setting = 'off' ORDER BY 1) AS unsafe,
    ARRAY(SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisvalid ORDER BY 1) AS "brokenIndexes"`;

const FAILED_JOBS = `SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE attempts >= max_attempts`;

/** Everything that `check` asks of the database; it writes nothing. */
export class DatabaseFactsRepository {
  constructor(private readonly client: Client) {}

  async facts(): Promise<DatabaseFacts> {
    const { rows } = await this.client.query<Omit<DatabaseFacts, 'failedJobs'>>(FACTS);
    const [facts] = rows;
    if (!facts) throw new Error('PostgreSQL told nothing of itself.');
    return { ...facts, failedJobs: await this.failedJobs() };
  }

  /** The database's clock, milliseconds since 1970. */
  async clock(): Promise<number> {
    const { rows } = await this.client.query<{ at: number }>(
      `SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at`,
    );
    return rows[0]?.at ?? Number.NaN;
  }

  private async failedJobs(): Promise<number> {
    const { rows: tables } = await this.client.query<{ made: boolean }>(
      `SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS made`,
    );
    if (!tables[0]?.made) return 0;
    const { rows } = await this.client.query<{ count: number }>(FAILED_JOBS);
    return rows[0]?.count ?? 0;
  }
}
