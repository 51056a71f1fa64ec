import { randomInt } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { aPerson } from '../support/people.js';
import { startProduct, type Product } from '../support/product.js';
import { freePort } from '../support/free-port.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';

const { replies: REPLIES, rounds: ROUNDS } = sized({
  short: { replies: 300, rounds: 4 },
  medium: { replies: 1_500, rounds: 15 },
  long: { replies: 5_000, rounds: 50 },
});
const WRITERS = 8;

/** All processes of the PostgreSQL whose cluster lies under this folder. */
async function postgresUnder(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('postgres') && command.includes(folder)) found.push(Number(pid));
  }
  const parents = new Set(found);
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
    if (parents.has(parent)) found.push(Number(pid));
  }
  return [...new Set(found)];
}

// The processes are found through /proc.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('kill -9 at random moments', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let product: Product;
  let port: number;
  const env = { RATE_LIMITS: 'reply=100000/600,new-reply=100000/600,thread=1000/600,new-thread=1000/600' };
  const start = async (): Promise<void> => {
    product = await startProduct({ dataDir: `${folder.path}/data`, port, env });
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    port = await freePort();
    await start();
  });

  afterAll(async () => {
    await product.end('SIGTERM');
    await folder.remove();
  });

  it('runs on a database that writes everything down before it says so', async () => {
    // The same binaries and settings as the running one; asked of the running one itself.
    const [pid] = await postgresUnder(folder.path);
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    for (const setting of ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'])
      expect(command).toContain(setting);
  });

  it('loses no acknowledged reply, doubles none and leaves no gap', async () => {
    const author = await aPerson(product, 'Odette Tremblay');
    const ask = <T>(query: string, variables: object) => author.data<T>(query, variables as Record<string, unknown>);
    await ask('mutation ($input: JoinCommunityInput!) { joinCommunity(input: $input) { id } }', {
      input: { slug: 'small-museums' },
    });
    const { startThread } = await ask<{ startThread: { id: string } }>(
      'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }',
      {
        input: { communitySlug: 'small-museums', title: 'A thread that is written through the night', body: 'First.' },
      },
    );

    const acknowledged = new Map<string, number>();
    const open = Array.from({ length: REPLIES }, (_, i) => ({ id: v7(), body: `Reply ${i}` }));
    let done = false;
    let kills = 0;
    const write = async (): Promise<void> => {
      for (let next = open.pop(); next; next = open.pop()) {
        for (;;) {
          try {
            const answer = await author.ask('mutation ($input: ReplyInput!) { reply(input: $input) { id number } }', {
              input: { ...next, threadId: startThread.id },
            });
            if (answer.errors) {
              // Only "not now" may be answered, and is tried again with the same id.
              if (answer.errors[0]?.extensions.code !== 'UNAVAILABLE')
                throw Object.assign(new Error(JSON.stringify(answer.errors)), { final: true });
              throw new Error('not now');
            }
            const { id, number } = (answer.data as unknown as { reply: { id: string; number: number } }).reply;
            expect(id).toBe(next.id);
            const before = acknowledged.get(id);
            if (before !== undefined) expect(number).toBe(before);
            acknowledged.set(id, number);
            break;
          } catch (error) {
            if ((error as { final?: boolean }).final) throw error;
            await new Promise((wait) => setTimeout(wait, 100));
          }
        }
      }
    };
    const killer = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS && !done; round += 1, kills += 1) {
        const target =
          acknowledged.size + randomInt(Math.ceil(REPLIES / ROUNDS / 3), Math.ceil((REPLIES / ROUNDS) * 0.8));
        while (acknowledged.size < target && !done) await new Promise((wait) => setTimeout(wait, 1 + randomInt(10)));
        const withDatabase = round % 2 === 1;
        const victims = withDatabase ? await postgresUnder(folder.path) : [];
        await product.kill();
        for (const pid of victims) {
          try {
            process.kill(pid, 'SIGKILL');
          } catch {
            // It ended with its parent.
          }
        }
        await start();
      }
    };
    const writing = Promise.all(Array.from({ length: WRITERS }, write)).finally(() => (done = true));
    await Promise.all([writing, killer()]);

    expect([acknowledged.size, kills]).toEqual([REPLIES, ROUNDS]);
    const present = new Map<string, number>();
    let after: string | null = null;
    do {
      const page: {
        thread: {
          posts: {
            edges: { node: { id: string; number: number } }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
            totalCount: number;
          };
        };
      } = await ask(
        'query ($id: ID!, $after: String) { thread(id: $id) { posts(first: 50, after: $after) { totalCount edges { node { id number } } pageInfo { hasNextPage endCursor } } } }',
        {
          id: startThread.id,
          after,
        },
      );
      const { posts } = page.thread;
      for (const { node } of posts.edges) {
        expect(present.has(node.id)).toBe(false);
        present.set(node.id, node.number);
      }
      after = posts.pageInfo.hasNextPage ? posts.pageInfo.endCursor : null;
    } while (after !== null);
    expect(present.size).toBe(REPLIES + 1);
    expect([...present.values()].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: REPLIES + 1 }, (_, i) => i + 1),
    );
    for (const [id, number] of acknowledged) expect(present.get(id)).toBe(number);
    figures('api killed while keyed replies go on', { replies: acknowledged.size, kills, lost: 0, double: 0 });
  }, 1_800_000);
});
