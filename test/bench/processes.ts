import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import type { Cores } from './cores.js';
import type { Job, Outcome } from './load/job.js';
import type { SideAddress } from './side.js';

/** A server that is measured. */
export interface RunningServer extends SideAddress {
  readonly pid: number;
  stop(): Promise<void>;
}

/** What servers are started with. */
export interface Surroundings {
  readonly databaseUrl: string;
  /** An empty folder for what the product keeps beside the database. */
  readonly dataDir: string;
  readonly databaseConnections: number;
  readonly cores: Cores;
  /** Options of Node for what is measured: a profiler's for the product, an inspector's, or none. */
  readonly nodeOptions: readonly string[];
}

/** Every limit is counted as always, and none is reached. */
const RATE_LIMITS = [
  ...['thread', 'reply', 'new-thread', 'new-reply', 'upload', 'share', 'search-account'].map(
    (name) => `${name}=100000000/600`,
  ),
  ...['sockets-account', 'sockets-address'].map((name) => `${name}=100000`),
].join(',');
const PATIENCE_MS = 60_000;

const running = new Set<ChildProcess>();

/**
 * Starts the built product, or its public side alone, in production mode (`more`: further settings), on the server's core,
 * and waits until it is ready.
 */
export async function startProduct(
  around: Surroundings,
  more: Readonly<Record<string, string>> = {},
  app: 'standalone' | 'api' = 'standalone',
  askEveryMs = 50,
): Promise<RunningServer> {
  const port = await freePort();
  const program = join(import.meta.dirname, `../../programs/${app}.js`);
  const child = start([...around.nodeOptions, program], around, {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_POOL: String(around.databaseConnections),
    COPSE_DATA: around.dataDir,
    RATE_LIMITS,
    UPLOAD_MAX_MIB: '200',
    COMMUNITY_QUOTA_MIB: '20000',
    ...more,
  });
  await unlessEnded(child, 'The product ended while it started.', untilReady(port, askEveryMs));
  return { name: 'ours', port, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** Starts one of the bare programs on the server's core, with these options of Node, and waits until it listens. */
export async function startBare(
  around: Surroundings,
  program: 'server' | 'broadcast' | 'files' | 'mail',
  nodeOptions: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort();
  const file = join(import.meta.dirname, 'bare', `bare-${program}.js`);
  const child = start(
    [...nodeOptions, file, String(port), String(around.databaseConnections), around.dataDir],
    around,
    {},
  );
  await unlessEnded(child, `The bare ${program} ended while it started.`, once(child, 'message'));
  return { name: 'bare', port, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** The process that makes the load. */
export class Load {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts it on the cores of the load. */
  static start(): Load {
    const file = join(import.meta.dirname, 'load', 'load.js');
    return new Load(track(spawn(process.execPath, [file], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })));
  }

  /** Has one job done. Throws with the reason when it could not be. */
  async do(job: Job): Promise<number> {
    this.child.send(job);
    const answer = once(this.child, 'message').then(([message]) => message as Outcome);
    const outcome = await unlessEnded(this.child, 'The process that makes the load ended.', answer);
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.figure;
  }

  stop(): Promise<void> {
    return stop(this.child);
  }
}

/** Ends whatever this program started and is still there. */
export async function stopEverything(): Promise<void> {
  await Promise.all([...running].map(stop));
}

function start(args: readonly string[], around: Surroundings, extra: Record<string, string>): ChildProcess {
  const [command, rest] = onCores(around.cores.server, [process.execPath, ...args]);
  return track(
    spawn(command, rest, {
      // The product says on standard output where it listens; that is no news here.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...plainEnvironment(), ...extra, DATABASE_URL: around.databaseUrl },
    }),
  );
}

/** `npm start`, as a person types it, in a process group of its own. */
export function npmStart(cores: string | null, settings: Readonly<Record<string, string>>): ChildProcess {
  const { npm_node_execpath: node, npm_execpath: npm } = process.env;
  const [command, rest] = onCores(cores, [...(node && npm ? [node, npm] : ['npm']), 'start']);
  return track(
    spawn(command, rest, {
      cwd: join(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...plainEnvironment(), ...settings },
      detached: true,
    }),
  );
}

/** The command that runs another one on these cores, or as it is where cores cannot be told apart. */
function onCores(cores: string | null, words: readonly string[]): [command: string, args: string[]] {
  const [command = process.execPath, ...args] = [...(cores === null ? [] : ['taskset', '-c', cores]), ...words];
  return [command, args];
}

/** What programs need of ours; no setting of the product is among it. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined));
}

function track(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Asks every so many milliseconds whether the product on this port is ready. Throws when it is not within a minute. */
export async function untilReady(port: number, everyMs: number): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(everyMs)) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
  }
  throw new Error('The product was not ready within 60 s.');
}

/** Waits for something of a process; throws with the sentence when that ends first. */
export async function unlessEnded<Result>(
  child: ChildProcess,
  sentence: string,
  work: Promise<Result>,
): Promise<Result> {
  const settled = new AbortController();
  const ended = async (): Promise<never> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit', { signal: settled.signal });
    throw new Error(sentence);
  };
  try {
    return await Promise.race([work, ended()]);
  } finally {
    settled.abort();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const tooLate = setTimeout(() => child.kill('SIGKILL'), 25_000);
  await ended;
  clearTimeout(tooLate);
}
