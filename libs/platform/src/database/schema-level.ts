import type { Client } from 'pg';
import type { MigrationInterface } from 'typeorm';
import { StartError } from '../process/start-error.js';
import { START_ANSWER_MS, withClient } from './with-client.js';

type Step = new () => MigrationInterface;

/** How far a database's schema is, told by the names of the steps. */
export interface SchemaLevel {
  /** Those that were done, in the order in which they were. */
  readonly done: readonly string[];
  /** Those of this release that were not. */
  readonly missing: readonly string[];
  /** Those that were done and that this release does not know. */
  readonly unknown: readonly string[];
}

/** As TypeORM notes it: the name that the step gives itself, or else that of its class. */
export const nameOfMigration = (step: Step): string => new step().name ?? step.name;

/** Compares what the database has seen with the steps of this release; an empty database has seen nothing. */
export async function schemaLevel(client: Pick<Client, 'query'>, migrations: readonly Step[]): Promise<SchemaLevel> {
  const names = migrations.map(nameOfMigration);
  const { rows: tables } = await client.query<{ ours: boolean }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS ours`,
  );
  if (!tables[0]?.ours) return { done: [], missing: names, unknown: [] };
  const { rows } = await client.query<{ name: string }>('SELECT name FROM public.migrations ORDER BY id');
  const done = rows.map(({ name }) => name);
  return {
    done,
    missing: names.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !names.includes(name)),
  };
}

/**
 * Makes sure that every step of the schema was taken, for a process that takes none itself. Steps that it does not know are
 * no obstacle: while a site is brought up to date, the former release goes on serving beside them.
 * @throws StartError with a sentence when the database lacks some
 */
export async function demandMigrated(url: string, migrations: readonly Step[]): Promise<void> {
  const connection = { application_name: 'copse start', query_timeout: START_ANSWER_MS };
  const isWhole = await withClient(url, connection, async (client) => {
    const { missing } = await schemaLevel(client, migrations);
    const jobs = await client.query<{ made: boolean }>(
      `SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS made`,
    );
    // The tables of the jobs are made last, and are brought up to date by whatever works on them.
    return missing.length === 0 && jobs.rows[0]?.made === true;
  });
  if (isWhole) return;
  throw new StartError(
    'The database lacks a part of the schema of this release. Bring it up to date first, once: npx copse migrate',
  );
}
