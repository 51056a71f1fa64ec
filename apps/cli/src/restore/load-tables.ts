import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { KEPT_TABLES } from '../backup/kept-tables.js';
import { BackupDamaged, tablePath, type TableEntry } from '../backup/manifest.js';
import { SummedStream } from '../backup/summed-stream.js';
import { loadOrder } from './load-order.js';
import type { TargetRepository } from './target.repository.js';

/**
 * Puts the rows of all tables back in one transaction, so that they are all there or none is, and puts right what must be
 * other than it was. @throws BackupDamaged when a table is not what the manifest says
 */
export async function loadTables(
  target: TargetRepository,
  folder: string,
  tables: readonly TableEntry[],
  signal: AbortSignal,
): Promise<void> {
  demandPlaces(await target.columns(), tables);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const order = loadOrder([...byName.keys()], await target.references());
  await target.begin();
  for (const name of order.toReversed()) await target.prepare(name);
  for (const name of order) {
    const table = byName.get(name);
    if (table) await load(target, folder, table, signal);
  }
  for (const name of order) {
    const { afterwards } = KEPT_TABLES[name] ?? {};
    if (afterwards !== undefined) await target.putRight(afterwards);
  }
  for (const name of order) await target.wake(name);
  await target.commit();
  await target.analyze(order);
}

/** Every table and column of the backup has its place in the schema of its own level. */
function demandPlaces(columns: ReadonlyMap<string, ReadonlySet<string>>, tables: readonly TableEntry[]): void {
  for (const { name, columns: wanted } of tables) {
    const strange = wanted.find((column) => !columns.get(name)?.has(column));
    if (strange !== undefined) {
      throw new BackupDamaged(
        `The backup has a column ${strange} of a table ${name} that its own schema does not have.`,
      );
    }
  }
}

async function load(target: TargetRepository, folder: string, table: TableEntry, signal: AbortSignal): Promise<void> {
  const path = tablePath(table.name);
  const sums = new SummedStream();
  const rows = target.fill(table);
  await pipeline(createReadStream(join(folder, path)), sums, createGunzip(), rows, { signal });
  // Once more what `verifyBackup` saw: the disk may have changed its mind in between.
  if (sums.sum() !== table.sha256) throw new BackupDamaged(`${path} is damaged: its SHA-256 is another.`);
  const present = await target.count(table.name);
  if (rows.rowCount !== table.rows || present !== table.rows) {
    throw new BackupDamaged(`${path} holds ${present} rows and not ${table.rows}, as the manifest says.`);
  }
}
