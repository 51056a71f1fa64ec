import type { Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type { TableEntry } from '../backup/manifest.js';

/** Everything that a restore asks of the database it fills. */
export class TargetRepository {
  constructor(private readonly client: Client) {}

  /** Tables of the schema `public`, `migrations` apart; and whether there are jobs' tables. */
  async present(): Promise<{ tables: string[]; jobs: boolean }> {
    const { rows } = await this.client.query<{ name: string; jobs: boolean }>(
      `SELECT tablename::text AS name, false AS jobs FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'
       UNION ALL SELECT '', true WHERE to_regclass('graphile_worker.jobs') IS NOT NULL`,
    );
    return { tables: rows.flatMap(({ name, jobs }) => (jobs ? [] : [name])), jobs: rows.some(({ jobs }) => jobs) };
  }

  /** Those of these tables that hold anything. */
  async filled(tables: readonly string[]): Promise<string[]> {
    const filled: string[] = [];
    for (const table of tables) {
      const { rows } = await this.client.query<{ filled: boolean }>(
        `SELECT EXISTS (SELECT FROM ${quoted(table)}) AS filled`,
      );
      if (rows[0]?.filled) filled.push(table);
    }
    return filled;
  }

  /** Whether jobs wait. */
  async jobsWait(): Promise<boolean> {
    const { rows } = await this.client.query<{ wait: boolean }>(
      `SELECT EXISTS (SELECT FROM graphile_worker.jobs) AS wait`,
    );
    return rows[0]?.wait === true;
  }

  /** The tables with the columns that can be written. */
  async columns(): Promise<Map<string, Set<string>>> {
    const { rows } = await this.client.query<{ name: string; columns: string[] }>(
      `SELECT c.relname::text AS name, array_agg(a.attname::text) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attgenerated = '' GROUP BY c.relname`,
    );
    return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
  }

  /** Which table must stand before which: from the one that refers to the one that it refers to. */
  async references(): Promise<{ from: string; to: string }[]> {
    const { rows } = await this.client.query<{ from: string; to: string }>(
      `SELECT f.relname::text AS "from", t.relname::text AS "to" FROM pg_constraint c
       JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
       WHERE c.contype = 'f' AND f.oid <> t.oid AND f.relnamespace = 'public'::regnamespace`,
    );
    return rows;
  }

  /** Begins the one transaction in which everything comes back. */
  async begin(): Promise<void> {
    await this.client.query('BEGIN');
  }

  /** Ends it: all rows are there at once. */
  async commit(): Promise<void> {
    await this.client.query('COMMIT');
  }

  /** Empties a table of what migrations put there; its triggers do nothing until {@link wake}, since rows come as they were. */
  async prepare(table: string): Promise<void> {
    await this.client.query(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`);
    await this.client.query(`DELETE FROM ${quoted(table)}`);
  }

  /** A stream that takes the rows of a table as a backup has them. */
  fill({ name, columns }: Pick<TableEntry, 'name' | 'columns'>): CopyStreamQuery {
    const list = columns.map((column) => `"${column}"`).join(', ');
    return this.client.query(copyFrom(`COPY ${quoted(name)} (${list}) FROM STDIN`));
  }

  /** How many rows a table has. */
  async count(table: string): Promise<number> {
    const { rows } = await this.client.query<{ count: string }>(`SELECT count(*) AS count FROM ${quoted(table)}`);
    return Number(rows[0]?.count);
  }

  /** Puts something right, in the words of `KEPT_TABLES`. */
  async putRight(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  /** Lets triggers work again, and numbers that count up by themselves go on behind what is there. */
  async wake(table: string): Promise<void> {
    await this.client.query(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`);
    const { rows } = await this.client.query<{ column: string; sequence: string }>(
      `SELECT a.attname::text AS column, pg_get_serial_sequence($1, a.attname) AS sequence FROM pg_attribute a
       WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
         AND pg_get_serial_sequence($1, a.attname) IS NOT NULL`,
      [quoted(table)],
    );
    for (const { column, sequence } of rows) {
      await this.client.query(
        `SELECT setval($1::regclass, coalesce(max("${column}"), 0) + 1, false) FROM ${quoted(table)}`,
        [sequence],
      );
    }
  }

  /**
   * So that the first questions are planned by what is there. Not of empty tables: for one of which PostgreSQL knows nothing
   * it plans as if there were rows, for one that it knows to be empty it reads all of it each time, and our plans are kept:
   * it filled quickly, and one question took 17 seconds in place of a twentieth.
   */
  async analyze(tables: readonly string[]): Promise<void> {
    for (const table of tables) {
      const { rows } = await this.client.query<{ filled: boolean }>(
        `SELECT EXISTS (SELECT FROM ${quoted(table)}) AS filled`,
      );
      if (rows[0]?.filled) await this.client.query(`ANALYZE ${quoted(table)}`);
    }
  }
}

/** Names come from the catalogue or from a manifest whose names were checked. */
const quoted = (table: string): string => `public."${table}"`;
