import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson } from '../support/people.js';
import { Product, startProduct } from '../support/product.js';
import { RestartablePostgres } from '../support/restartable-postgres.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';
import { aThread, allPosts, losses, tryReply, type Acknowledged } from './support/writing.js';

const JOIN = 'mutation ($input: JoinCommunityInput!) { joinCommunity(input: $input) { id } }';

/** How often PostgreSQL is stopped hard, as by a power cut. Once more it is stopped in order. */
const { kills: KILLS } = sized({ short: { kills: 1 }, medium: { kills: 5 }, long: { kills: 10 } });
/** Replies a second while it goes. */
const PACE = 50;
const WRITERS = 4;

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
    threadId = await aThread(ann, 'small-museums');
  });
  afterAll(async () => {
    await product.end('SIGTERM');
    await postgres.end();
    await folder.remove();
  });

  /** Every reply that was acknowledged, in all turns. */
  const acknowledged: Acknowledged[] = [];
  const reply = async (body: string): Promise<boolean> => {
    const taken = await tryReply(ann, { id: v7(), threadId, body });
    if (taken) acknowledged.push(taken);
    return taken !== null;
  };

  /** Writes replies, each of which leaves jobs behind, until it is told to stop; fails for any answer but a reply and "not now". */
  const writing = (): (() => Promise<void>) => {
    let going = true;
    const writers = Array.from({ length: WRITERS }, async () => {
      for (let next = performance.now(); going; next += (1000 * WRITERS) / PACE) {
        await sleep(Math.max(0, next - performance.now()));
        await reply('On and on.');
      }
    });
    return async () => {
      going = false;
      await Promise.all(writers);
    };
  };

  const turns = [...Array<'killed'>(KILLS).fill('killed'), 'stopped' as const].map((how, at) => [how, at + 1] as const);
  it.each(turns)('is missed while it is %s (%i), and taken again by itself', async (how, turn) => {
    expect(await health('ready')).toBe(200);
    const before = acknowledged.length;
    const stopWriting = writing();
    await until('some replies', () => acknowledged.length > before + 20);
    await postgres.down(how);
    await until('ready to turn 503', async () => (await health('ready')) === 503);
    await stopWriting();
    expect(await health('live')).toBe(200);
    expect(await reply('Written while the database was away.')).toBe(false);

    await postgres.up();
    await until('ready to turn 200', async () => (await health('ready')) === 200);
    expect(await reply('Written when it was back.')).toBe(true);
    expect(losses(await allPosts(ann, threadId), acknowledged)).toEqual([]);
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
      times: KILLS,
      'replies a second': PACE,
      acknowledged: acknowledged.length,
      lost: 0,
    });
  });
});
