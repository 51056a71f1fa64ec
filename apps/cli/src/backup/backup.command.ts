import { createLogger } from '#platform/logging';
import { withStorage } from '../with-storage.js';
import { STATUS, type Command } from '../command.js';
import { installation } from '#apps/base';
import { withSiteDatabase } from '../site-database.js';
import { withClient } from '../with-client.js';
import { withNewFolder } from './new-folder.js';
import { takeBackup } from './take-backup.js';

const KEYS_WARNING =
  'With --with-keys whoever has this backup and the secret key can read private answers. Guard it, and keep the two apart.';

/** Takes a backup of the running or stopped site into a new folder. */
export const backupCommand: Command = {
  name: 'backup',
  usage: '<folder> [--with-keys]',
  summary: 'write a backup of one moment into a new folder, while the site runs',
  help: [
    'Writes into <folder>, which must not be there yet or be empty: every table as it was at one moment, every file that it',
    'names, and a manifest with their numbers and SHA-256. The site goes on meanwhile; nothing waits for it.',
    '',
    'Sessions, access tokens, mailed links, mail and jobs that wait are not in it, so that a restored site lets nobody in by',
    'an old secret and sends nothing twice. Neither are the keys of private answers, nor the folders data/keys and data/mail.',
    '',
    '  --with-keys  also application_keys: private answers of applications that wait can be read after a restore, given',
    '               the secret key (data/keys or COPSE_SECRET_KEY), which is never in a backup',
    '',
    'It is written beside its place as <folder>.unfinished and renamed when it is whole. Status 3: it is whole, but files',
    'that the site names were missing or damaged in the storage.',
  ],
  options: { 'with-keys': { type: 'boolean' } },
  operands: 1,
  async run({ operands: [folder = ''], options }, { config: read, say, complain, signal }) {
    const config = read();
    const withKeys = options['with-keys'] === true;
    const { manifest, amiss } = await withNewFolder(folder, (unfinished) =>
      withSiteDatabase(config, {}, say, ({ url }) =>
        withStorage(config, createLogger(config.logLevel, process.stderr), (storage) =>
          withClient(url, async (client) =>
            takeBackup(
              { client, storage, folder: unfinished, withKeys, installation: await installation() },
              { say, complain, signal },
            ),
          ),
        ),
      ),
    );
    const { files, takenAt, waitingJobs } = manifest;
    say(`The backup of ${takenAt} is whole: ${folder} (${files.count - files.missing} files, ${files.bytes} bytes).`);
    if (files.missing > 0) say(`${files.missing} files were gone from the storage; files.jsonl names them.`);
    if (waitingJobs > 0) say(`${waitingJobs} jobs waited at that moment and are not in it.`);
    if (withKeys) complain(KEYS_WARNING);
    return amiss ? STATUS.amiss : STATUS.done;
  },
};
