import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Which processor cores are whose. */
export interface Cores {
  /** For the server that is measured; null where cores cannot be told apart. */
  readonly server: string | null;
  /** For load, database and this program. */
  readonly load: string | null;
}

/**
 * Gives the measured server the first core and everything else the others, where there are two or more and Linux's
 * `taskset` is there. What this process starts afterwards stays off the server's core.
 */
export function divideCores(): Cores {
  const none = { server: null, load: null };
  if (process.platform !== 'linux' || availableParallelism() < 2) return none;
  try {
    const allowed = coresOf(execFileSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' }));
    const [server, ...rest] = allowed;
    if (server === undefined || rest.length === 0) return none;
    const cores = { server: String(server), load: rest.join(',') };
    execFileSync('taskset', ['-acp', cores.load, String(process.pid)], { stdio: 'ignore' });
    return cores;
  } catch {
    return none;
  }
}

/** Reads `pid 42's current affinity list: 0-2,5`. */
function coresOf(text: string): number[] {
  const list = text.slice(text.lastIndexOf(':') + 1).trim();
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
}
