import { execFileSync } from 'node:child_process';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { v7 } from 'uuid';
import type { GraphqlClient } from '../support/graphql-client.js';
import { NO_LIMITS } from '../support/no-limits.js';
import { startProduct, type Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { RestartablePostgres } from '../support/restartable-postgres.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { crowd } from './support/crowd.js';
import { figures } from './support/figures.js';
import { aThread, allPosts, losses, persistently, tryReply, type Acknowledged } from './support/writing.js';

const MIB = 1024 * 1024;
/** Enough for a fresh database with its log, and little more. */
const SIZE = '320m';

const folder = await temporaryFolder();
const mounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0711`, 'tmpfs', folder.path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

afterAll(async () => {
  if (mounted) execFileSync('umount', [folder.path]);
  await folder.remove();
});

describeWith('tmpfs', mounted)('a database whose disk is full', () => {
  const ballast = join(folder.path, 'ballast');
  let postgres: RestartablePostgres;
  let outside: Awaited<ReturnType<typeof temporaryFolder>>;
  let product: Product;
  let author: GraphqlClient;

  beforeAll(async () => {
    outside = await temporaryFolder();
    postgres = await RestartablePostgres.start(join(folder.path, 'postgres'));
    product = await startProduct({
      dataDir: join(outside.path, 'data'),
      env: { DATABASE_URL: postgres.url, RATE_LIMITS: NO_LIMITS },
    });
    const pool = new Pool({ connectionString: postgres.url });
    const people = await crowd(async (sql, values = []) => (await pool.query(sql, values)).rows, 'small-museums', 1);
    await pool.end();
    author = product.client(people[0]?.token);
  });
  afterAll(async () => {
    await product?.end('SIGTERM');
    await postgres?.end();
    await outside?.remove();
  });

  it('takes no more, says "not now", still shows what is there, and goes on once there is room', async () => {
    const threadId = await aThread(author, 'small-museums');
    const acknowledged: Acknowledged[] = [];
    const body = 'So much to tell. '.repeat(500);
    for (let at = 0; at < 20; at += 1) {
      acknowledged.push(await persistently(() => author, { id: v7(), threadId, body }));
    }
    const { bavail, bsize } = await statfs(folder.path);
    const file = await open(ballast, 'w');
    await file.write(Buffer.alloc(Math.max(0, bavail * bsize - MIB / 2)));
    await file.close();

    // Until the last room is used up. Every answer until then is a promise.
    let refusals = 0;
    for (let at = 0; refusals < 3 && at < 5_000; at += 1) {
      const reply = await tryReply(author, { id: v7(), threadId, body: `${body}${at}` });
      if (reply) acknowledged.push(reply);
      else refusals += 1;
    }
    expect(refusals).toBe(3);
    expect((await fetch(`${product.origin}/health/live`)).status).toBe(200);

    await rm(ballast);
    await until('a reply to be taken again', () => tryReply(author, { id: v7(), threadId, body: 'There is room.' }));
    const present = await allPosts(author, threadId);
    expect(losses(present, acknowledged)).toEqual([]);
    figures('disk of the database full', { acknowledged: acknowledged.length, refused: refusals, lost: 0 });
  }, 300_000);
});
