import { belongingOf } from '#apps/base';
import { createLogger } from '#platform/logging';
import { StartError } from '#platform/process';
import { BucketUnusable, checkStorage } from '#platform/storage';
import { readManifest } from '../backup/manifest.js';
import { everyQuarterMinute } from '../backup/take-backup.js';
import { STATUS, type Command } from '../command.js';
import { withSiteDatabase } from '../site-database.js';
import { withClient } from '../with-client.js';
import { withStorage } from '../with-storage.js';
import { demandKnownLevel, restoreBackup } from './restore-backup.js';
import { verifyBackup } from './verify-backup.js';

/** Puts a backup into an empty database. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: '<folder>',
  summary: 'put a backup into an empty database, and bring it to this release',
  help: [
    'Copse must be stopped, and the database empty: a new data folder, or a new database that DATABASE_URL names. First the',
    'whole backup is compared with its manifest; what is damaged is named, and then nothing is done. Then come the schema of',
    'the backup, the files, all rows in one transaction, and the migrations up to this release. So it is also the way to a',
    'new major version of PostgreSQL. Broken off at any point, it can be begun anew on the same database.',
    '',
    'Afterwards everybody signs in anew, nothing that waited to be sent is sent, and digests tell what comes from now on.',
  ],
  options: {},
  operands: 1,
  async run({ operands: [folder = ''] }, { config: read, say, complain, signal }) {
    const config = read();
    const manifest = await readManifest(folder);
    demandKnownLevel(manifest);
    say(`Reading the backup of ${manifest.takenAt} …`);
    const progress = everyQuarterMinute((done) => say(`  ${done} of ${manifest.files.count} files`));
    await verifyBackup(folder, manifest, { signal, progress });
    await withSiteDatabase(config, { alone: true, make: true }, say, async ({ url }) => {
      // What carries its mark may be emptied by `demo:reset` at any time.
      if ((await belongingOf(url)) === 'demonstration') {
        throw new StartError('This database belongs to the demonstration. Restore into one of its own.');
      }
      await checkStorage(config).catch((error: unknown) => {
        throw error instanceof BucketUnusable ? new StartError(error.message, { cause: error }) : error;
      });
      await withStorage(config, createLogger(config.logLevel, process.stderr), (storage) =>
        withClient(url, (client) => restoreBackup({ client, url, storage, folder, manifest }, { say, signal })),
      );
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    say(`Restored: ${rows} rows and ${manifest.files.count - manifest.files.missing} files, all as they were written.`);
    say(
      manifest.withKeys
        ? 'Private answers can be read with the secret key of the former site: data/keys, or COPSE_SECRET_KEY.'
        : 'Private answers of applications that wait cannot be read any more: the backup was made without their keys.',
    );
    if (manifest.files.missing === 0) return STATUS.done;
    complain(`${manifest.files.missing} files were missing when the backup was made; files.jsonl names them.`);
    return STATUS.amiss;
  },
};
