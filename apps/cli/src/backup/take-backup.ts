import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { migrations, type Installation } from '#apps/base';
import { schemaLevel } from '#platform/database';
import { StartError } from '#platform/process';
import type { FileStorage } from '#platform/storage';
import type { CommandContext } from '../command.js';
import { copyFiles } from './copy-files.js';
import { dumpTables, tablesToKeep } from './dump-tables.js';
import { durableFile } from './durable-file.js';
import { writeManifest, type Manifest } from './manifest.js';
import { SnapshotRepository } from './snapshot.repository.js';

/** What a backup is made of, and where. */
export interface BackupOrder {
  readonly client: Client;
  readonly storage: FileStorage;
  /** An empty folder of its own. */
  readonly folder: string;
  readonly withKeys: boolean;
  readonly installation: Installation;
}

/** What was taken. */
export interface TakenBackup {
  readonly manifest: Omit<Manifest, 'format' | 'version'>;
  /** Files were missing or damaged that the site names. */
  readonly amiss: boolean;
}

/**
 * Writes a backup of one moment while the site runs: tables first, in a snapshot that is let go as soon as they are
 * written, then the files that it names, then the manifest. Without the manifest it is none.
 */
export async function takeBackup(
  { client, storage, folder, withKeys, installation }: BackupOrder,
  { signal, say, complain }: Pick<CommandContext, 'signal' | 'say' | 'complain'>,
): Promise<TakenBackup> {
  const level = await schemaLevel(client, migrations);
  demandOurs(level.done, level.unknown);
  const snapshot = new SnapshotRepository(client);
  const moment = await snapshot.begin();
  // Once more, of that very moment: a migration may have ended in between.
  const { done } = await schemaLevel(client, migrations);
  const tables = await dumpTables(snapshot, tablesToKeep(await snapshot.tables(), withKeys), { folder, signal });
  const wanted = join(folder, 'files.wanted');
  const objects = snapshot.copyObjects();
  await pipeline(objects, durableFile(wanted), { signal });
  await snapshot.end();
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  say(`${tables.length} tables with ${rows} rows are written. ${objects.rowCount} files to copy …`);
  const files = await copyFiles({
    folder,
    storage,
    wanted,
    stillNamed: (key) => snapshot.stillNames(key),
    signal,
    complain,
    progress: everyQuarterMinute((count) => say(`  ${count} of ${objects.rowCount} files`)),
  });
  const manifest = {
    ...moment,
    copse: installation.version,
    node: process.versions.node,
    migrations: [...done],
    withKeys,
    tables,
    files: files.entry,
  };
  await writeManifest(folder, manifest);
  return { manifest, amiss: files.amiss };
}

function demandOurs(done: readonly string[], unknown: readonly string[]): void {
  if (done.length === 0) throw new StartError('The database holds no Copse: it has no schema of ours.');
  if (unknown.length === 0) return;
  throw new StartError(
    `The database has steps of a newer Copse (${unknown.join(', ')}). Use that release to back it up.`,
  );
}

/** Tells at most every fifteen seconds. */
export function everyQuarterMinute(tell: (count: number) => void): (count: number) => void {
  let next = performance.now() + 15_000;
  return (count) => {
    if (performance.now() < next) return;
    next = performance.now() + 15_000;
    tell(count);
  };
}
