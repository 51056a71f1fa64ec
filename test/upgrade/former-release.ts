import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrations } from '#apps/base';
import { migrate, nameOfMigration } from '#platform/database';
import { dropDatabase } from '#platform/testing';

const { lastStep, statements } = JSON.parse(readFileSync(join(import.meta.dirname, 'former-release.json'), 'utf8')) as {
  lastStep: string;
  statements: Record<string, string>;
};

/**
 * Every statement of the release before this one, as it was published. Its code is not here, so these stand for it: they
 * are all that a process of it says to the database while this release's steps are taken under it.
 */
export const FORMER_STATEMENTS: Readonly<Record<string, string>> = statements;

/** How many steps the former release knew. */
export const FORMER_STEPS = migrations.findIndex((step) => nameOfMigration(step) === lastStep) + 1;

/** The steps that are new in this release. */
export const newSteps = migrations.slice(FORMER_STEPS);

/** A database as the former release left it, without rows. */
export async function formerDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const admin = process.env['COPSE_TEST_POSTGRES'] ?? '';
  const name = `u_${randomBytes(8).toString('hex')}`;
  await onServer(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  await migrate(url.href, migrations.slice(0, FORMER_STEPS));
  return { url: url.href, close: () => dropDatabase(admin, name) };
}

/** Steps of this release, on a database that the former one may still use. */
export const migrateOn = (url: string): Promise<string[]> => migrate(url, migrations);

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
