import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { StartError } from '#platform/process';
import { startEmbeddedPostgres } from './index.js';
import type { EmbeddedPostgres } from './index.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: EmbeddedPostgres | undefined;
let said: string[];

const inData = (...path: string[]): string => join(folder.path, 'postgres', ...path);
const start = async (durable = false): Promise<EmbeddedPostgres> => {
  running = await startEmbeddedPostgres({ dataDir: folder.path, log: (line) => said.push(line), durable });
  return running;
};
const stop = async (): Promise<void> => {
  await running?.stop();
  running = undefined;
};
const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  // The tests kill the server under an open connection.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
};
const refusal = async (): Promise<string> => {
  const error = await start().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartError);
  const { message } = error as StartError;
  expect(message).not.toContain('\n');
  return message;
};

beforeEach(async () => {
  said = [];
  folder = await temporaryFolder();
});
afterEach(async () => {
  await stop();
  await folder.remove();
});

describe('embedded PostgreSQL', () => {
  it('keeps what it acknowledged, is closed to others, and stops without a trace', async () => {
    const { url, pids } = await start(true);
    expect((await stat(inData('password'))).mode & 0o777).toBe(0o600);
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      expect(await ask(url, `SHOW ${name}`)).toEqual(['on']);
    }
    expect(await ask(url, 'SHOW listen_addresses')).toEqual(['127.0.0.1']);
    // Line 5 of this file is the folder of the socket.
    expect((await readFile(inData('cluster', 'postmaster.pid'), 'utf8')).split('\n')[4]).toBe('');
    expect(await ask(url, 'SHOW server_encoding')).toEqual(['UTF8']);
    expect(await ask(url, `SELECT lower('ÉÀ')`)).toEqual(['éà']);
    expect(await ask(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([false]);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await pids()).not.toEqual([]);
    await stop();
    expect(await pids()).toEqual([]);
    expect(existsSync(inData('owner.lock'))).toBe(false);

    expect(await ask((await start(true)).url, 'SELECT answer FROM kept')).toEqual([42]);
    expect(said).toEqual(['Making the database …']);
  });

  it('starts again after all of its processes were killed', async () => {
    const { url, pids, ended } = await start(true);
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    for (const pid of await pids()) process.kill(pid, 'SIGKILL');
    await ended;
    await stop();
    expect(await ask((await start(true)).url, 'SELECT answer FROM kept')).toEqual([42]);
  });

  it('stops a server whose parent was killed, also beside a lock that a stranger seems to hold', async () => {
    const first = await start();
    const before = await first.pids();
    // The lock of a dead process: its number lives on in another one, which started at another time.
    await writeFile(inData('owner.lock'), '1 1\n');
    await start();
    expect(said).toContain('Stopping the database that a former start left running …');
    expect((await running?.pids())?.filter((pid) => before.includes(pid))).toEqual([]);
  });

  it('starts although the number of the dead postmaster belongs to somebody else', async () => {
    const { pids, ended } = await start();
    for (const pid of await pids()) process.kill(pid, 'SIGKILL');
    await ended;
    const file = inData('cluster', 'postmaster.pid');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.ppid)));
    await stop();
    await start();
  });

  it('refuses while its owner lives', async () => {
    const first = await start();
    expect(await refusal()).toBe(
      `Copse is already running on the data folder ${folder.path} (process ${process.pid}). Stop it first, or choose another folder with COPSE_DATA.`,
    );
    expect(await ask(first.url, 'SELECT 1 AS one')).toEqual([1]);
  });

  it('begins anew where an earlier start was killed while it made the database', async () => {
    await mkdir(inData('cluster.tmp'), { recursive: true });
    await writeFile(inData('cluster.tmp', 'PG_VERSION'), '18\n');
    expect(await ask((await start()).url, 'SELECT 1 AS one')).toEqual([1]);
  });

  it('gets over a lost password', async () => {
    await start();
    await stop();
    await rm(inData('password'));
    expect(await ask((await start()).url, 'SELECT 1 AS one')).toEqual([1]);
  });

  it('touches neither a cluster of another version nor an incomplete one', async () => {
    await start();
    await stop();
    await writeFile(inData('cluster', 'PG_VERSION'), '17\n');
    expect(await refusal()).toContain('was made by PostgreSQL 17, and this Copse brings 18. Nothing was touched');
    await writeFile(inData('cluster', 'PG_VERSION'), '18\n');
    await rename(inData('cluster', 'global'), inData('cluster', 'lost'));
    expect(await refusal()).toContain('is incomplete (global/pg_control is missing)');
    await rename(inData('cluster', 'lost'), inData('cluster', 'global'));
    await rm(inData('cluster', 'pg_hba.conf'));
    expect(await refusal()).toContain('could not load');
  });

  it('says in a sentence that the data folder is a file, or that the noted place is gone', async () => {
    await writeFile(inData(), '');
    expect(await refusal()).toContain('is not a folder');
    await rm(inData());
    await mkdir(inData());
    await writeFile(inData('location'), '/var/lib/copse/gone-for-a-test\n');
    expect(await refusal()).toContain('that folder is gone');
  });

  // Only root needs another account to run PostgreSQL.
  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot(
    'goes where its account can enter when root keeps the data folder to itself, and never takes an old place',
    async () => {
      await chmod(folder.path, 0o700);
      const places: string[] = [];
      try {
        for (const [left, answer] of [
          ['nothing', 1],
          ['everything', 2],
          ['the database', 1],
        ] as const) {
          if (left === 'the database') await rm(inData(), { recursive: true });
          const { url } = await start();
          if (left !== 'everything') await ask(url, 'CREATE TABLE starts AS SELECT 1 AS number');
          else await ask(url, 'INSERT INTO starts VALUES (2)');
          expect(await ask(url, 'SELECT max(number) FROM starts')).toEqual([answer]);
          places.push((await readFile(inData('location'), 'utf8')).trim());
          await stop();
        }
        expect(places[0]).toMatch(/^\/var\/lib\/copse\/[0-9a-f]{16}$/);
        expect(places).toEqual([places[0], places[0], `${places[0]}-2`]);
        expect((await stat(inData('password'))).mode & 0o777).toBe(0o600);
      } finally {
        await stop();
        for (const place of places) await rm(place, { recursive: true, force: true });
      }
    },
  );
});
