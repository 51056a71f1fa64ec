import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '#platform/process';
import { postgresProcesses, processExists, signalAll, until } from './processes.js';

/**
 * Stops a PostgreSQL whose parent was killed, so that the next start finds the cluster free. The caller owns the
 * folder's lock: whatever still runs here belongs to nobody. Throws {@link StartError} when it will not end.
 */
export async function stopLeftovers(cluster: string, log: (line: string) => void): Promise<void> {
  const found = await postgresProcesses(cluster);
  if (found.length > 0) {
    log('Stopping the database that a former start left running …');
    const postmaster = await notedPostmaster(cluster);
    if (postmaster !== null && found.includes(postmaster)) {
      signalAll([postmaster], 'SIGINT');
      await gone(cluster, 15_000);
    }
    // Without a postmaster, its children end by themselves when their statement does; SIGQUIT says: now.
    for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
      if (await gone(cluster, 0)) break;
      signalAll(await postgresProcesses(cluster), signal);
      await gone(cluster, 5_000);
    }
    const [stubborn] = await postgresProcesses(cluster);
    if (stubborn !== undefined) {
      throw new StartError(`A former database process (${stubborn}) uses ${cluster} and cannot be stopped.`);
    }
  }
  await removeForeignPidFile(cluster);
}

function gone(cluster: string, milliseconds: number): Promise<boolean> {
  return until(async () => (await postgresProcesses(cluster)).length === 0, milliseconds);
}

/**
 * PostgreSQL refuses to start while the number in its file belongs to any process, also to a stranger or to a dead one
 * that nobody has collected. Here it is known that no database works on the folder.
 */
async function removeForeignPidFile(cluster: string): Promise<void> {
  const noted = await notedPostmaster(cluster);
  if (noted !== null && processExists(noted)) await rm(join(cluster, 'postmaster.pid'), { force: true });
}

async function notedPostmaster(cluster: string): Promise<number | null> {
  const file = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  return pid > 0 ? pid : null;
}
