import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '#platform/process';

const run = promisify(execFile);

/** A mark of one process that its successor under the same number does not bear: its start time, or null if there is none. */
export async function processMark(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // The name in brackets may hold blanks: the fields are counted from behind it. Field 3 is the state, 22 the start.
    const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields && fields[0] !== 'Z' ? (fields[19] ?? null) : null;
  }
  return run('ps', ['-o', 'lstart=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}

/** The cluster_name under which PostgreSQL shows its processes, one per cluster folder. */
export function clusterName(cluster: string): string {
  return `copse-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`;
}

/**
 * All PostgreSQL processes that work on this cluster, recognised by program and cluster name and never by a number in
 * a file alone: the number may belong to somebody else by now. The command line is what every system shows, also to a
 * root that may not look into the processes of others.
 */
export async function postgresProcesses(cluster: string): Promise<number[]> {
  const name = clusterName(cluster);
  const commands = process.platform === 'linux' ? await commandsByProc() : await commandsByPs();
  return commands
    .filter(
      ({ command }) =>
        command.startsWith(`postgres: ${name}: `) ||
        (/^\S.*\/postgres -D /.test(command) && command.includes(`cluster_name=${name}`)),
    )
    .map(({ pid }) => pid);
}

async function commandsByProc(): Promise<{ pid: number; command: string }[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  return Promise.all(
    pids.map(async (pid) => {
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), command: words.replaceAll('\0', ' ').trim() };
    }),
  );
}

async function commandsByPs(): Promise<{ pid: number; command: string }[]> {
  const { stdout } = await run('ps', ['-axww', '-o', 'pid=,command=']).catch(() => ({ stdout: '' }));
  return stdout.split('\n').map((line) => {
    const [, pid, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), command };
  });
}

/** Whether the number belongs to any process, as PostgreSQL asks it: also one of another account, or one dead and uncollected. */
export function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Sends the signal to all; those that have gone meanwhile do not matter. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw error;
    }
  }
}

/** Waits until the question is answered with yes, asking every 20 ms. Returns whether it was within the time. */
export async function until(holds: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}
