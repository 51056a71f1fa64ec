import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { StartError } from '#platform/process';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { PROGRAM_ENVIRONMENT } from './cluster.js';
import type { Home } from './home.js';
import { clusterName, until } from './processes.js';

/** A running PostgreSQL. */
export interface Server {
  readonly port: number;
  /** Settles when the postmaster has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Ends connections, writes everything down and ends. */
  stop(): Promise<void>;
}

const RECOVERY_LIMIT = 10 * 60_000;
const LOG_LIMIT = 1024 * 1024;

/**
 * Settings that belong to the program and not to the cluster's file, so that a new release can change them.
 * What was acknowledged is on the disk: the three of the first line are PostgreSQL's defaults and stand here to be read.
 */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
/** Of tests, in which several products and many tests share it. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Copse logs its own errors; here they would repeat, and could hold what people wrote.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

interface Starting {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly durable: boolean;
}

/** Starts PostgreSQL on a free port of 127.0.0.1 and waits until it answers. Throws {@link StartError} with its last words. */
export async function startServer(starting: Starting): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const failure = await tryStart(starting, port);
    if ('stop' in failure) return failure;
    // Somebody may take the port between our asking for a free one and PostgreSQL's taking it.
    if (attempt >= 3 || !/could not bind|could not create any TCP/.test(failure.reason)) {
      throw new StartError(
        `The embedded database did not start: ${failure.reason}. Its log is ${logFile(starting.home)}.`,
      );
    }
  }
}

async function tryStart(starting: Starting, port: number): Promise<Server | { reason: string }> {
  const { home, binaries, account, durable } = starting;
  const settings = {
    ...SETTINGS,
    ...(durable ? DURABLE : FAST),
    cluster_name: clusterName(home.cluster),
    port: String(port),
  };
  const log = await openLog(home);
  const from = (await log.stat()).size;
  const child = spawn(
    binaries.postgres,
    ['-D', home.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...account,
      cwd: home.cluster,
      env: process.platform === 'win32' ? undefined : PROGRAM_ENVIRONMENT,
      stdio: ['ignore', log.fd, log.fd],
      // Its own group: Ctrl-C in the terminal reaches us alone, and the database ends after the last request.
      detached: true,
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  let running = true;
  void ended.then(() => (running = false));
  await until(async () => !running || (await isReady(home, child)), RECOVERY_LIMIT);
  await log.close();
  if (running) return { port, ended, stop: () => stop(child, ended) };
  return { reason: await lastWords(home, from) };
}

async function isReady(home: Home, child: ChildProcess): Promise<boolean> {
  const lines = (await readFile(join(home.cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return lines[0] === String(child.pid) && lines[7]?.trim() === 'ready';
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  let running = true;
  void ended.then(() => (running = false));
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one (the log is replayed at the next start).
  for (const [signal, patience] of [
    ['SIGINT', 6_000],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 1_000],
  ] as const) {
    child.kill(signal);
    if (await until(() => Promise.resolve(!running), patience)) return;
  }
}

async function openLog(home: Home): Promise<Awaited<ReturnType<typeof open>>> {
  const path = logFile(home);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

function logFile(home: Home): string {
  return join(home.folder, 'postgres.log');
}

async function lastWords(home: Home, from: number): Promise<string> {
  const said = (await readFile(logFile(home))).subarray(from).toString('utf8').trim().split('\n');
  const line =
    said.findLast((text) => /FATAL|PANIC/.test(text) && !/could not create any TCP/.test(text)) ?? said.at(-1);
  return line?.replace(/^.*?(?:FATAL|PANIC|LOG): */, '') || 'it ended without a word';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
