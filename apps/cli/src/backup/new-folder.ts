import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorCode, StartError } from '#platform/process';

/**
 * Has `work` fill a folder beside `path` and gives it that name when it is whole; whatever goes wrong, nothing is left. A
 * process that is killed leaves `<path>.unfinished`. Throws StartError when something is there already.
 */
export async function withNewFolder<T>(path: string, work: (folder: string) => Promise<T>): Promise<T> {
  const target = resolve(path);
  const unfinished = `${target}.unfinished`;
  await demandFree(target);
  await make(unfinished);
  try {
    const result = await work(unfinished);
    await rmdir(target).catch(nothingThere);
    await rename(unfinished, target);
    await syncFolder(dirname(target));
    return result;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    throw explain(error, dirname(target));
  }
}

async function demandFree(target: string): Promise<void> {
  const present = await readdir(target).catch((error: unknown) => {
    if (errorCode(error) === 'ENOTDIR')
      throw new StartError(`${target} is a file. Name a folder that is not there yet.`);
    return nothingThere(error) ?? [];
  });
  if (present.length > 0) throw new StartError(`${target} is not empty. Name a folder that is not there yet.`);
}

async function make(unfinished: string): Promise<void> {
  try {
    await mkdir(dirname(unfinished), { recursive: true });
    await mkdir(unfinished, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw explain(error, dirname(unfinished));
    throw new StartError(
      `${unfinished} is there: another backup writes it just now, or one was broken off. Remove it if none runs, or name another folder.`,
    );
  }
}

function explain(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return new StartError(`This user may not write into ${folder}.`, { cause: error });
    case 'EROFS':
      return new StartError(`${folder} is on a read-only disk.`, { cause: error });
    case 'ENOTDIR':
      return new StartError(`${folder} is not a folder.`, { cause: error });
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartError(`No space is left on the disk of ${folder}. Nothing of the backup was kept.`, {
        cause: error,
      });
    default:
      return error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const names = await open(folder, 'r');
  try {
    await names.sync();
  } finally {
    await names.close();
  }
}

const nothingThere = (error: unknown): null => {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
};
