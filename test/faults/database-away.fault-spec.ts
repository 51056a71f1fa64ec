import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { v7 } from 'uuid';
import type { GraphqlClient } from '../support/graphql-client.js';
import { NO_LIMITS } from '../support/no-limits.js';
import { startProduct, type Product } from '../support/product.js';
import { RestartablePostgres } from '../support/restartable-postgres.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { crowd } from './support/crowd.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';
import { aThread, allPosts, losses, persistently, type Acknowledged } from './support/writing.js';

const { cuts, stallSeconds, waiting } = sized({
  // Longer than the limit of a statement, which a server that stands still does not keep.
  short: { cuts: 3, stallSeconds: 14, waiting: 150 },
  medium: { cuts: 20, stallSeconds: 20, waiting: 300 },
  long: { cuts: 90, stallSeconds: 20, waiting: 300 },
});
const CUT_EVERY_MS = 2_000;
const WRITERS = 8;

const memoryOf = async (pid: number): Promise<number> =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

// Processes are made to stand still, and their memory is looked at, as Linux does it.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a database that cannot be relied on', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let postgres: RestartablePostgres;
  let product: Product;
  let author: GraphqlClient;
  let threadId: string;

  const health = async (path: string): Promise<number> => (await fetch(`${product.origin}/health/${path}`)).status;

  beforeAll(async () => {
    folder = await temporaryFolder();
    postgres = await RestartablePostgres.start(join(folder.path, 'postgres'));
    const env = { DATABASE_URL: postgres.url, RATE_LIMITS: NO_LIMITS };
    product = await startProduct({ dataDir: join(folder.path, 'data'), env });
    const pool = new Pool({ connectionString: postgres.url });
    const people = await crowd(async (sql, values = []) => (await pool.query(sql, values)).rows, 'small-museums', 1);
    await pool.end();
    author = product.client(people[0]?.token);
    threadId = await aThread(author, 'small-museums');
  });
  afterAll(async () => {
    postgres?.resume();
    await product?.end('SIGTERM');
    await postgres?.end();
    await folder?.remove();
  });

  it('breaks every connection off again and again: what is acknowledged is there once', async () => {
    let going = true;
    let repeated = 0;
    const acknowledged: Acknowledged[] = [];
    const writers = Array.from({ length: WRITERS }, async () => {
      while (going) {
        const input = { id: v7(), threadId, body: 'On and on.' };
        const { sent, ...reply } = await persistently(() => author, input);
        repeated += sent - 1;
        acknowledged.push(reply);
        await sleep(20);
      }
    });
    for (let cut = 0; cut < cuts; cut += 1) {
      await sleep(CUT_EVERY_MS);
      postgres.cut();
    }
    await sleep(500);
    going = false;
    await Promise.all(writers);
    expect(await health('live')).toBe(200);
    await until('ready to be 200', async () => (await health('ready')) === 200);
    expect(losses(await allPosts(author, threadId), acknowledged)).toEqual([]);
    figures('connections to PostgreSQL cut every 2 s', {
      cuts,
      acknowledged: acknowledged.length,
      'sent again': repeated,
      lost: 0,
      double: 0,
    });
  }, 600_000);

  it('stands still: the process lives and says that it is not ready, waiting requests are refused, memory is bounded', async () => {
    const before = await memoryOf(product.pid);
    await postgres.stall();
    const began = performance.now();
    // Reads and writes alike; each must be answered while the database still stands.
    const answers = Array.from({ length: waiting }, async (_, at) => {
      const answer =
        at % 2 === 0
          ? await author.ask('query ($id: ID!) { thread(id: $id) { title } }', { id: threadId })
          : await author.ask('mutation ($input: ReplyInput!) { reply(input: $input) { id } }', {
              input: { id: v7(), threadId, body: 'Into the silence.' },
            });
      return `${answer.status} ${answer.errors?.[0]?.extensions.code ?? 'answered'}`;
    });
    await until('ready to turn 503', async () => (await health('ready')) === 503);
    let lives = 0;
    let most = 0;
    while (performance.now() - began < stallSeconds * 1000) {
      expect(await health('live')).toBe(200);
      lives += 1;
      most = Math.max(most, await memoryOf(product.pid));
      await sleep(250);
    }
    const within = await Promise.all(answers);
    postgres.resume();
    // None was answered, none failed otherwise, and none had to wait for the database to come back.
    expect([...new Set(within)]).toEqual(['503 UNAVAILABLE']);
    await until('ready to turn 200', async () => (await health('ready')) === 200);
    await persistently(() => author, { id: v7(), threadId, body: 'And on.' });
    expect(losses(await allPosts(author, threadId), [])).toEqual([]);
    expect(most - before).toBeLessThan(100);
    figures('PostgreSQL stands still', {
      seconds: stallSeconds,
      'requests refused with 503': within.length,
      'alive of looks': lives,
      'memory grew by MiB': Math.round(most - before),
    });
  }, 600_000);
});
