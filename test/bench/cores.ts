import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Which processor cores are whose. */
export interface Cores {
  /** For the server that is measured; null where cores cannot be told apart. */
  readonly server: string | null;
  /** For a second one beside it; null where there are fewer than four cores. */
  readonly second: string | null;
  /** For load, database and this program. */
  readonly load: string | null;
}

/**
 * Gives the measured server the first core and everything else the others, where there are two or more and Linux's
 * `taskset` is there; of four or more the second one is kept free for a second server. What this process starts afterwards stays off the server's core.
 */
export function divideCores(): Cores {
  const none = { server: null, second: null, load: null };
  if (process.platform !== 'linux' || availableParallelism() < 2) return none;
  try {
    const allowed = coresOf(execFileSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' }));
    const [server, ...others] = allowed;
    if (server === undefined || others.length === 0) return none;
    const second = others.length >= 3 ? String(others.shift()) : null;
    const cores = { server: String(server), second, load: others.join(',') };
    execFileSync('taskset', ['-acp', cores.load, String(process.pid)], { stdio: 'ignore' });
    return cores;
  } catch {
    return none;
  }
}

/** All of them, for what is measured as it runs on a machine of its own. */
export const everyCore = ({ server, second, load }: Cores): string | null =>
  [server, second, load].filter((core) => core !== null).join(',') || null;

/** Reads `pid 42's current affinity list: 0-2,5`. */
function coresOf(text: string): number[] {
  const list = text.slice(text.lastIndexOf(':') + 1).trim();
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
}
