import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson } from '../support/people.js';
import { Product, startProduct } from '../support/product.js';
import { RestartablePostgres } from '../support/restartable-postgres.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';

const JOIN = 'mutation ($input: JoinCommunityInput!) { joinCommunity(input: $input) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const NUMBERS =
  'query ($id: ID!, $after: String) { thread(id: $id) { posts(first: 50, after: $after) { edges { cursor node { number } } pageInfo { hasNextPage } } } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id number } }';

/** How PostgreSQL goes away, in turn. */
const TURNS = sized({ short: 2, long: 10 });
/** Replies a second while it goes. */
const PACE = 50;
const WRITERS = 4;

interface Numbers {
  thread: { posts: { edges: { cursor: string; node: { number: number } }[]; pageInfo: { hasNextPage: boolean } } };
}

describe('an external PostgreSQL that restarts', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let postgres: RestartablePostgres;
  let product: Product;
  let ann: GraphqlClient;
  let threadId: string;

  const health = async (path: string): Promise<number> => (await fetch(`${product.origin}/health/${path}`)).status;

  beforeAll(async () => {
    folder = await temporaryFolder();
    postgres = await RestartablePostgres.start(join(folder.path, 'postgres'));
    const env = { DATABASE_URL: postgres.url, RATE_LIMITS: 'reply=100000/600,new-reply=100000/600' };
    product = await startProduct({ dataDir: join(folder.path, 'data'), env });
    ann = await aPerson(product, 'Ann Tremblay');
    await ann.data(JOIN, { input: { slug: 'small-museums' } });
    const { startThread } = await ann.data<{ startThread: { id: string } }>(START, {
      input: { communitySlug: 'small-museums', title: 'Before the restart', body: 'First.' },
    });
    threadId = startThread.id;
  });
  afterAll(async () => {
    await product.end('SIGTERM');
    await postgres.end();
    await folder.remove();
  });

  /** Writes replies, each of which leaves jobs behind, until it is told to stop; answers how many were acknowledged. */
  const writing = (): (() => Promise<number>) => {
    let going = true;
    let acknowledged = 0;
    const writers = Array.from({ length: WRITERS }, async () => {
      for (let next = performance.now(); going; next += (1000 * WRITERS) / PACE) {
        await new Promise((wait) => setTimeout(wait, Math.max(0, next - performance.now())));
        const { status, errors } = await ann.ask(REPLY, { input: { id: v7(), threadId, body: 'On and on.' } });
        if (!errors) acknowledged += 1;
        else expect([status, errors[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
      }
    });
    return async () => {
      going = false;
      await Promise.all(writers);
      return acknowledged;
    };
  };

  const numbers = async (): Promise<number[]> => {
    const found: number[] = [];
    for (let after: string | null = null; ;) {
      const { thread }: Numbers = await ann.data<Numbers>(NUMBERS, { id: threadId, after });
      found.push(...thread.posts.edges.map(({ node }) => node.number));
      after = thread.posts.edges.at(-1)?.cursor ?? null;
      if (!thread.posts.pageInfo.hasNextPage) return found;
    }
  };

  let kept = 0;
  const turns = Array.from({ length: TURNS }, (_, at) => [at % 2 === 0 ? 'killed' : 'stopped', at + 1] as const);
  it.each(turns)('is missed while it is %s (%i), and taken again by itself', async (how, turn) => {
    expect(await health('ready')).toBe(200);
    const before = (await numbers()).length;
    const stopWriting = writing();
    await until('some replies', async () => (await numbers()).length > before + 20);
    await postgres.down(how);
    await until('ready to turn 503', async () => (await health('ready')) === 503);
    const acknowledged = await stopWriting();
    expect(await health('live')).toBe(200);
    const input = { id: v7(), threadId, body: 'Written while the database was away.' };
    const refused = await ann.ask(REPLY, { input });
    expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);

    await postgres.up();
    await until('ready to turn 200', async () => (await health('ready')) === 200);
    const { reply } = await ann.data<{ reply: { id: string; number: number } }>(REPLY, { input });
    const present = await numbers();
    expect(present).toEqual(present.map((_, index) => index + 1));
    expect(reply).toEqual({ id: input.id, number: present.length });
    expect(present.length).toBeGreaterThanOrEqual(before + acknowledged + 1);
    kept += acknowledged;
    // Jobs run again as well: the mail that proves an address is written by one.
    await aPerson(product, `Bea ${'Roy'.repeat(turn)}`);
  });

  it('is still taken by this process alone', async () => {
    const env = { DATABASE_URL: postgres.url };
    // The lock is asked for every second; until it is taken again, the other one would start.
    await until('the second process to be refused', async () => {
      const second = await Product.run({ dataDir: join(folder.path, 'second'), env });
      const refused = await Promise.race([
        second.ended().then(() => true),
        second.ready().then(
          () => false,
          () => true,
        ),
      ]);
      await second.end('SIGTERM');
      return refused && second.output.error.includes('Another Copse already runs on this database.');
    });
    expect(await health('ready')).toBe(200);
    figures('PostgreSQL stopped hard and started', {
      times: TURNS,
      'replies a second': PACE,
      acknowledged: kept,
      lost: 0,
    });
  });
});
