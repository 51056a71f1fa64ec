import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError, explainFileError } from '#platform/process';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import type { Home } from './home.js';

/** Role and database of Copse. The superuser `postgres` gets a password that nobody keeps. */
export const ROLE = 'copse';

interface Making {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly account: Account | null;
  /** False for a cluster that is thrown away: made without waiting for the disk. */
  readonly durable: boolean;
}

/** What PostgreSQL's programs get of our environment: nothing, so that no PG… or LC_… variable changes the cluster. */
export const PROGRAM_ENVIRONMENT: NodeJS.ProcessEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Says whether a cluster is there. Throws {@link StartError}, touching nothing, when it is incomplete, of another
 * major version or not readable.
 */
export async function inspectCluster({ cluster }: Home, { major }: Binaries): Promise<'absent' | 'present'> {
  try {
    const files = await readdir(cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    if (files.length === 0) return 'absent';
    const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(missing);
    const control = await stat(join(cluster, 'global', 'pg_control')).catch(missing);
    if (version === null || control === null) {
      const lacking = version === null ? 'PG_VERSION' : 'global/pg_control';
      throw new StartError(
        `The database in ${cluster} is incomplete (${lacking} is missing). Restore it from a backup, or remove that folder to begin anew.`,
      );
    }
    if (version.trim() !== major) {
      throw new StartError(
        `The database in ${cluster} was made by PostgreSQL ${version.trim()}, and this Copse brings ${major}. Nothing was touched; see docs/operating.md on moving it.`,
      );
    }
    return 'present';
  } catch (error) {
    throw explainFileError(error, cluster);
  }
}

/** Makes the cluster beside its place and renames it when it is complete, so that a killed start leaves no half of one. */
export async function makeCluster(making: Making, password: string): Promise<void> {
  const { home, binaries, account, durable } = making;
  const unfinished = `${home.cluster}.tmp`;
  const passwordFile = join(home.folder, 'initdb.password');
  await rm(unfinished, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  await rm(home.cluster, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account) for (const path of [unfinished, passwordFile]) await chown(path, account.uid, account.gid);
  try {
    await program(making, binaries.initdb, [
      `--pgdata=${unfinished}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
      '--text-search-config=simple',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await singleUser(making, unfinished, [
    `CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD '${password}'`,
    `CREATE DATABASE ${ROLE} OWNER ${ROLE}`,
  ]);
  await rename(unfinished, home.cluster);
}

/**
 * The password of the role, kept with mode 0600 beside the data. A lost one is replaced: who may read the cluster's
 * files needs no password anyway.
 */
export async function rolePassword(making: Making, cluster: 'absent' | 'present'): Promise<string> {
  const file = join(making.home.dataFolder, 'password');
  const kept = await readFile(file, 'utf8').catch(missing);
  if (kept !== null && kept.trim() !== '') return kept.trim();
  const password = randomBytes(24).toString('base64url');
  if (cluster === 'present')
    await singleUser(making, making.home.cluster, [`ALTER ROLE ${ROLE} PASSWORD '${password}'`]);
  await writeDurably(file, `${password}\n`);
  return password;
}

/** Statements for a cluster that nobody serves, without a network in between. */
function singleUser(making: Making, cluster: string, statements: string[]): Promise<void> {
  const args = ['--single', '-D', cluster, '-c', 'exit_on_error=true', '-c', 'log_min_messages=error', 'postgres'];
  return program(making, making.binaries.postgres, args, `${statements.join('\n')}\n`);
}

async function program({ account, home }: Making, path: string, args: string[], input = ''): Promise<void> {
  const child = spawn(path, args, {
    ...account,
    cwd: home.folder,
    env: process.platform === 'win32' ? undefined : PROGRAM_ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'pipe'],
    // Its own group: Ctrl-C in the terminal reaches us alone, and we end when this is done.
    detached: true,
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  child.stdin.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code === 0) return;
  const reason =
    said
      .join('')
      .trim()
      .split('\n')
      .findLast((line) => /error|fatal|panic/i.test(line)) ?? `status ${code}`;
  throw new StartError(`The database could not be made in ${home.folder}: ${reason.trim()}`);
}

async function writeDurably(path: string, text: string): Promise<void> {
  const unfinished = `${path}.tmp`;
  await rm(unfinished, { force: true });
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
