import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#platform/config';
import { errorCode } from '#platform/process';
import { BucketUnusable, checkStorage } from '#platform/storage';
import { fail, ok, reasonOf, warn, type Finding } from './finding.js';

const MIB = 1024 * 1024;
/** Free room below which it is told. */
const ROOM = { warnMib: 2_048, failMib: 200 };

/** Where files lie: written, read and removed once; and the room on the disk. */
export async function checkFiles(config: Config): Promise<Finding[]> {
  return [...(await storageOf(config)), ...(await diskOf(config))];
}

async function storageOf(config: Config): Promise<Finding[]> {
  const { s3Url, dataDir } = config;
  const place = s3Url === null ? join(dataDir, 'files') : `the bucket ${s3Url.bucket} at ${s3Url.endpoint}`;
  if (s3Url === null) {
    const strange = await whoseFolder(dataDir);
    if (strange !== null) return [strange];
  }
  try {
    const warning = await checkStorage(config);
    return [
      warning === null
        ? ok(`Files: ${place} takes, gives and removes`)
        : warn(`Files: ${warning}`, 'Block public access.'),
    ];
  } catch (error) {
    const remedy =
      error instanceof BucketUnusable ? 'See *Files* in docs/operating.md.' : `Give ${place} to this user.`;
    return [fail(`Files: ${reasonOf(error)}`, remedy)];
  }
}

/** As another user than the site's, what is written here would stand in its way: then nothing is. Null: it is ours. */
async function whoseFolder(dataDir: string): Promise<Finding | null> {
  try {
    const { uid } = await stat(dataDir);
    const us = process.getuid?.();
    if (us === undefined || us === uid) return null;
    return warn(
      `Files: ${dataDir} belongs to another user (${uid}) than this command runs as (${us}); nothing was written`,
      'Run it as the user that runs Copse.',
    );
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return fail(`Files: ${reasonOf(error)}`, `Give ${dataDir} to this user.`);
    return warn(`Files: there is no folder ${dataDir} yet`, '`npm start` makes it; COPSE_DATA names another.');
  }
}

async function diskOf({ dataDir }: Config): Promise<Finding[]> {
  const disk = await statfs(dataDir).catch(() => null);
  if (disk === null) return [];
  const free = Math.floor((disk.bavail * disk.bsize) / MIB);
  const words = `Disk: ${free} MiB free for ${dataDir}`;
  if (free >= ROOM.warnMib) return [ok(words)];
  const remedy = 'Make room: without it, uploads and then the embedded database stop.';
  return [free < ROOM.failMib ? fail(words, remedy) : warn(words, remedy)];
}
