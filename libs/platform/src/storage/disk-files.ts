import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageFull } from './file-storage.js';

const STALE_MS = 86_400_000;
/** Endings of files that live as long as one call. */
const PASSING = /\.(?:new|copy)$/;

/** Returns null for "there is no such file" and throws everything else. */
export const nothingThere = (error: unknown): null => {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
};

/** {@link StorageFull} for a full disk or an exhausted quota, anything else as it is. */
export function orFull(error: unknown): unknown {
  return ['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '') ? new StorageFull() : error;
}

/** The folders of the storage, readable by this user alone; `tmp` is of the same disk, so that renaming is one step. */
export async function makeFolders(folder: string): Promise<void> {
  await mkdir(join(folder, 'tmp'), { recursive: true, mode: 0o700 });
}

/** A path in `tmp` for one call. */
export const passingPath = (folder: string, ending: 'new' | 'copy'): string =>
  join(folder, 'tmp', `${randomUUID()}.${ending}`);

/** Gives a file its final name so that it has it after a power cut as well. */
export async function settle(from: string, to: string, folder: string): Promise<void> {
  await rename(from, to);
  const names = await open(folder, 'r');
  try {
    await names.sync();
  } finally {
    await names.close();
  }
}

/** Removes the files of calls that never came to their end because the process was killed. */
export async function removeStale(folder: string): Promise<void> {
  const names = (await readdir(join(folder, 'tmp')).catch(nothingThere)) ?? [];
  for (const name of names.filter((each) => PASSING.test(each))) {
    const path = join(folder, 'tmp', name);
    const written = await stat(path).catch(nothingThere);
    if (written !== null && written.mtimeMs < Date.now() - STALE_MS) await rm(path, { force: true });
  }
}

function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
