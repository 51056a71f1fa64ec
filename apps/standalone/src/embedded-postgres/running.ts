import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '#platform/process';
import { ROLE } from './cluster.js';
import { livingOwner } from './owner-lock.js';
import { until } from './processes.js';

/** What is to be found of an embedded database, without touching it. */
export type FoundPostgres =
  | { readonly state: 'absent' }
  | { readonly state: 'stopped' }
  | { readonly state: 'running'; readonly url: string; readonly owner: number };

/** How long a Copse that is just starting or ending is waited for. */
const SETTLE_MS = 30_000;

/**
 * Looks for the embedded database of a data folder, so that a command can use the one that runs. Throws StartError when
 * its owner starts or ends and does not come to the end of that, and when this user may not read its password.
 */
export async function findEmbeddedPostgres(dataDir: string): Promise<FoundPostgres> {
  const dataFolder = join(dataDir, 'postgres');
  const folder = (await textOf(join(dataFolder, 'location')))?.trim() ?? dataFolder;
  let found: FoundPostgres | null = null;
  const settled = await until(async () => {
    found = await look(dataFolder, folder);
    return found !== null;
  }, SETTLE_MS);
  if (settled && found !== null) return found;
  throw new StartError(`Copse is just starting or stopping on the data folder ${dataDir}. Try again in a moment.`);
}

/** Null while it is neither up nor down. */
async function look(dataFolder: string, folder: string): Promise<FoundPostgres | null> {
  const owner = await livingOwner(join(folder, 'owner.lock'));
  if (owner === null) {
    const version = await textOf(join(folder, 'cluster', 'PG_VERSION'));
    return { state: version === null ? 'absent' : 'stopped' };
  }
  const lines = (await textOf(join(folder, 'cluster', 'postmaster.pid')))?.split('\n') ?? [];
  const port = Number(lines[3]);
  if (lines[7]?.trim() !== 'ready' || !Number.isInteger(port) || port <= 0) return null;
  const password = (await textOf(join(dataFolder, 'password')))?.trim();
  if (!password) return null;
  return { state: 'running', owner, url: `postgres://${ROLE}:${password}@127.0.0.1:${port}/${ROLE}` };
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new StartError(`This user may not read ${path}. Run the command as the user that runs Copse.`);
  }
}
