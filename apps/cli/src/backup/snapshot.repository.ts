import type { Client } from 'pg';
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams';
import type { TablePlan } from './kept-tables.js';

/** A table as the snapshot has it: what is generated is not among its columns, since PostgreSQL makes it anew. */
export interface SnapshotTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What the moment was. */
export interface Moment {
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  /** PostgreSQL's own version. */
  readonly postgres: string;
  readonly waitingJobs: number;
}

/**
 * Everything that a backup asks of the database, in one transaction that sees one moment and stops nobody: writers go on,
 * and what they write is not seen.
 */
export class SnapshotRepository {
  constructor(private readonly client: Client) {}

  /** From here on everything is asked of this moment. */
  async begin(): Promise<Moment> {
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await this.client.query<{ at: string; postgres: string; jobs: string }>(
      `SELECT to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, current_setting('server_version') AS postgres,
         (SELECT count(*) FROM graphile_worker.jobs) AS jobs`,
    );
    const [{ at, postgres, jobs } = { at: '', postgres: '', jobs: '0' }] = rows;
    return { takenAt: at, postgres, waitingJobs: Number(jobs) };
  }

  /** Lets the moment go; the connection stays. */
  async end(): Promise<void> {
    await this.client.query('COMMIT');
  }

  /** The product's tables with their columns, by name. */
  async tables(): Promise<SnapshotTable[]> {
    const { rows } = await this.client.query<{ name: string; columns: string[] }>(
      `SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND c.relname <> 'migrations' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       GROUP BY c.relname ORDER BY c.relname`,
    );
    return rows;
  }

  /** The rows of a table in PostgreSQL's own text form, which every version reads. */
  copy({ name, columns }: SnapshotTable, { instead = {} }: TablePlan): CopyToStreamQuery {
    const values = columns.map((column) => {
      const other = instead[column];
      return other === undefined ? `t."${column}"` : `${other} AS "${column}"`;
    });
    return this.client.query(copyTo(`COPY (SELECT ${values.join(', ')} FROM public."${name}" t) TO STDOUT`));
  }

  /** Key, size and (for what members sent) SHA-256 of every object that a row names, a line each, parted by tabs. */
  copyObjects(): CopyToStreamQuery {
    return this.client.query(
      copyTo(
        `COPY (SELECT id::text, size, sha256 FROM stored_files UNION ALL SELECT object_key, bytes, '' FROM previews)
         TO STDOUT`,
      ),
    );
  }

  /** After the end: whether a row names this object now. */
  async stillNames(key: string): Promise<boolean> {
    const { rows } = await this.client.query(
      `SELECT FROM stored_files WHERE id::text = $1 UNION ALL SELECT FROM previews WHERE object_key = $1`,
      [key],
    );
    return rows.length > 0;
  }
}
