import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError, explainFileError } from '#platform/process';
import { accountCanRead } from './account.js';
import type { Account } from './account.js';

/** Where the parts of one embedded database lie. */
export interface Home {
  /** `<data>/postgres`: password, and the note that says where the rest is when it is not here. */
  readonly dataFolder: string;
  /** Folder of cluster, lock and log: `dataFolder`, or a folder under /var/lib/copse. */
  readonly folder: string;
  /** PostgreSQL's own data folder. */
  readonly cluster: string;
}

const ELSEWHERE = '/var/lib/copse';

/**
 * Chooses and makes the folder of the database. It is under the data folder, except when root started us and the
 * account that runs PostgreSQL cannot enter it; then it goes under /var/lib/copse and `<data>/postgres/location` says
 * where, so that the next start and a backup find it. Throws {@link StartError} without permission.
 */
export async function prepareHome(dataDir: string, account: Account | null): Promise<Home> {
  const dataFolder = join(dataDir, 'postgres');
  try {
    await makeFolder(dataDir, account);
    await makeFolder(dataFolder, account);
    const note = join(dataFolder, 'location');
    const noted = await readIfThere(note);
    if (noted !== null) return noticed(dataFolder, noted.trim(), note);
    if (!account || (await accountCanRead(account, dataFolder))) return homeAt(dataFolder, dataFolder);
    if (await isFolder(join(dataFolder, 'cluster'))) {
      throw new StartError(
        `The account that runs PostgreSQL can no longer enter ${dataFolder}. Open the folders above it (chmod o+x).`,
      );
    }
    const folder = await newFolderElsewhere(dataDir);
    await writeFile(note, `${folder}\n`);
    return homeAt(dataFolder, folder);
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}

/** A folder that no cluster is in: one whose data folder was removed stays as it is, and does not come back as new. */
async function newFolderElsewhere(dataDir: string): Promise<string> {
  const base = join(ELSEWHERE, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  let folder = base;
  for (let number = 2; await isFolder(join(folder, 'cluster')); number += 1) folder = `${base}-${number}`;
  await mkdir(folder, { recursive: true });
  await chmod(ELSEWHERE, 0o711);
  await chmod(folder, 0o711);
  return folder;
}

async function noticed(dataFolder: string, folder: string, note: string): Promise<Home> {
  if (await isFolder(folder)) return homeAt(dataFolder, folder);
  throw new StartError(
    `The database should be in ${folder} (says ${note}), but that folder is gone. Restore it first.`,
  );
}

function homeAt(dataFolder: string, folder: string): Home {
  return { dataFolder, folder, cluster: join(folder, 'cluster') };
}

/** New folders are closed to others; root's can be passed through, because PostgreSQL runs as somebody else. */
async function makeFolder(path: string, account: Account | null): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made !== undefined) await chmod(path, account ? 0o711 : 0o700);
  else if (!(await isFolder(path)))
    throw new StartError(`${path} is not a folder. Choose another one with COPSE_DATA.`);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const readIfThere = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
