import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '#platform/process';
import type { Home } from './home.js';
import { processMark } from './processes.js';

/** Gives the database's folder free again. */
export type Release = () => Promise<void>;

/**
 * Takes the database's folder for this process, so that a second start cannot stop the first one's database as if it
 * were left over. The lock names process and start time: one that was killed leaves a lock that is worth nothing.
 * Throws {@link StartError} while the owner lives.
 */
export async function takeOwnership(home: Home, dataDir: string): Promise<Release> {
  const file = join(home.folder, 'owner.lock');
  const ours = `${process.pid} ${await processMark(process.pid)}\n`;
  const written = await writeFile(file, ours, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (!written) {
    await refuseLivingOwner(file, dataDir);
    await writeFile(file, ours);
    // Two starts may find the same dead lock; the later writer wins and the other one steps back.
    await sleep(100);
    if ((await readFile(file, 'utf8')) !== ours) await refuseLivingOwner(file, dataDir);
  }
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => '')) === ours) await rm(file, { force: true });
  };
}

/** The number of the process that has this lock; null when there is none, or it is dead. */
export async function livingOwner(file: string): Promise<number | null> {
  const [pid = '', ...mark] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ');
  if (!/^\d+$/.test(pid)) return null;
  return (await processMark(Number(pid))) === mark.join(' ') ? Number(pid) : null;
}

async function refuseLivingOwner(file: string, dataDir: string): Promise<void> {
  const pid = await livingOwner(file);
  if (pid === null) return;
  throw new StartError(
    `Copse is already running on the data folder ${dataDir} (process ${pid}). Stop it first, or choose another folder with COPSE_DATA.`,
  );
}
