import type { Client } from 'pg';
import { migrations } from '#apps/base';
import { migrate, nameOfMigration, schemaLevel } from '#platform/database';
import { StartError } from '#platform/process';
import type { FileStorage } from '#platform/storage';
import type { CommandContext } from '../command.js';
import type { Manifest } from '../backup/manifest.js';
import { everyQuarterMinute } from '../backup/take-backup.js';
import { loadTables } from './load-tables.js';
import { placeFiles } from './place-files.js';
import { TargetRepository } from './target.repository.js';

/** What is put back, and where. */
export interface RestoreOrder {
  readonly client: Client;
  readonly url: string;
  readonly storage: FileStorage;
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Puts a verified backup into an empty database and its files into the storage: the schema of the backup's own level, the
 * files, all rows at once, and then the steps up to this release. Broken off at any point, it can be begun anew.
 */
export async function restoreBackup(
  { client, url, storage, folder, manifest }: RestoreOrder,
  { say, signal }: Pick<CommandContext, 'say' | 'signal'>,
): Promise<void> {
  const target = new TargetRepository(client);
  await demandEmpty(target, client, manifest);
  const level = migrations.filter((Migration) => manifest.migrations.includes(nameOfMigration(Migration)));
  await migrate(url, level);
  if (manifest.files.count > 0) say(`Laying ${manifest.files.count} files down …`);
  const progress = everyQuarterMinute((done) => say(`  ${done} of ${manifest.files.count} files`));
  await placeFiles(storage, folder, { signal, progress });
  say(`Loading ${manifest.tables.length} tables …`);
  await loadTables(target, folder, manifest.tables, signal);
  for (const step of await migrate(url, migrations)) say(`Migrated on: ${step}`);
}

/** A backup whose schema this release knows. Throws StartError for one of a newer Copse. */
export function demandKnownLevel({ migrations: steps, copse }: Manifest): void {
  const known = new Set(migrations.map(nameOfMigration));
  const unknown = steps.filter((step) => !known.has(step));
  if (unknown.length === 0) return;
  throw new StartError(
    `This backup is of a newer Copse (${copse}, with ${unknown.join(', ')}). Restore it with that release or a later one.`,
  );
}

/** Nothing is there, or no more than what an attempt that was broken off leaves: our tables without a row. */
async function demandEmpty(target: TargetRepository, client: Client, { migrations: steps }: Manifest): Promise<void> {
  const { tables, jobs } = await target.present();
  const filled = await target.filled(tables);
  if (filled.length > 0 || (jobs && (await target.jobsWait()))) {
    throw new StartError(
      `The database is not empty (${filled.slice(0, 5).join(', ') || 'jobs'}). A backup is restored into an empty one: make another database, or choose another data folder. Nothing was changed.`,
    );
  }
  const { done } = await schemaLevel(client, migrations);
  if (tables.length > 0 && done.length === 0) {
    throw new StartError(
      `The database has tables that are not of Copse (${tables.slice(0, 5).join(', ')}). Make one of its own.`,
    );
  }
  if (done.some((step) => !steps.includes(step))) {
    throw new StartError(
      'The database has no rows but a newer schema than the backup. Make an empty one. Nothing was changed.',
    );
  }
}
