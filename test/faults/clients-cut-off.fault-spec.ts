import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import type { ThreadWatchAck } from '#contracts';
import type { GraphqlClient } from '../support/graphql-client.js';
import { NO_LIMITS } from '../support/no-limits.js';
import { OwnProduct } from '../support/own-product.js';
import { until } from '../support/until.js';
import { crowd, type Somebody } from './support/crowd.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';
import { aThread, allPosts, persistently } from './support/writing.js';

const sizes = sized({
  short: { clients: 30, cuts: 4, posts: 120 },
  medium: { clients: 100, cuts: 10, posts: 600 },
  long: { clients: 300, cuts: 20, posts: 3_000 },
});
const WRITERS = 4;
const SINCE = `query ($id: ID!, $around: Int!) { thread(id: $id) { posts(first: 50, around: $around) {
  edges { node { id number } } } } }`;

interface Around {
  readonly thread: { readonly posts: { readonly edges: readonly { readonly node: { id: string; number: number } }[] } };
}

/** An open page, by the rules for clients: live messages by number, and after each connect what was missed. */
class OpenPage {
  /** What the page shows. */
  readonly shown = new Map<number, string>();
  private last = 1;
  private fetching: Promise<void> = Promise.resolve();
  private readonly socket: Socket;

  constructor(
    private readonly threadId: string,
    private readonly reader: GraphqlClient,
    { token }: Somebody,
  ) {
    this.socket = io(reader.origin, { transports: ['websocket'], forceNew: true, autoConnect: false, auth: { token } });
    this.socket.on('post:created', (post: { postId: string; number: number }) => {
      this.shown.set(post.number, post.postId);
      this.last = Math.max(this.last, post.number);
      // A gap: something came while nobody listened.
      if (this.gap() !== null) this.catchUp();
    });
  }

  /** Connects, asks for its room and fetches what it missed. */
  async open(): Promise<void> {
    const connected = new Promise<void>((resolve, reject) => {
      this.socket.once('connect', resolve).once('connect_error', reject);
    });
    this.socket.connect();
    await connected;
    const ack = (await this.socket
      .timeout(60_000)
      .emitWithAck('thread:watch', { threadId: this.threadId })) as ThreadWatchAck;
    if (!ack.ok) throw new Error(`Not let in: ${ack.code}`);
    this.last = Math.max(this.last, ack.lastNumber);
    this.catchUp();
  }

  /** Breaks off as a train in a tunnel does: without a word. */
  cut(): void {
    this.socket.io.engine?.close();
    this.socket.disconnect();
  }

  /** Whether it shows everything up to this number. */
  async shows(number: number): Promise<boolean> {
    await this.fetching;
    return this.last >= number && this.gap() === null;
  }

  private gap(): number | null {
    for (let number = 1; number <= this.last; number += 1) if (!this.shown.has(number)) return number;
    return null;
  }

  private catchUp(): void {
    this.fetching = this.fetching.then(() => this.fetchGaps());
  }

  private async fetchGaps(): Promise<void> {
    for (let missing = this.gap(); missing !== null; missing = this.gap()) {
      const { thread } = await this.reader.data<Around>(SINCE, { id: this.threadId, around: missing + 20 });
      for (const { node } of thread.posts.edges) this.shown.set(node.number, node.id);
      if (!this.shown.has(missing)) throw new Error(`The server does not have number ${missing}.`);
    }
  }
}

describe('open pages that are cut off again and again while posts appear', () => {
  let own: OwnProduct;
  let writer: Somebody;
  let readers: Somebody[];
  const pages: OpenPage[] = [];

  beforeAll(async () => {
    own = await OwnProduct.start({ RATE_LIMITS: NO_LIMITS });
    const [first, ...others] = await crowd(own.rows, 'small-museums', sizes.clients + 1);
    if (!first) throw new Error('Nobody is there.');
    [writer, readers] = [first, others];
  }, 120_000);
  afterAll(async () => {
    for (const page of pages) page.cut();
    await own?.end();
  });

  it('show in the end what the server has', async () => {
    const author = own.now.client(writer.token);
    const threadId = await aThread(author, 'small-museums');
    pages.push(...readers.map((reader) => new OpenPage(threadId, own.now.client(reader.token), reader)));
    for (const page of pages) await page.open();

    let posted = 0;
    const writing = Promise.all(
      Array.from({ length: WRITERS }, async () => {
        while (posted < sizes.posts) {
          posted += 1;
          await persistently(() => author, { id: v7(), threadId, body: 'And another one.' });
        }
      }),
    );
    const cutting = Promise.all(
      pages.map(async (page) => {
        for (let cut = 1; cut <= sizes.cuts; cut += 1) {
          const moment = Math.floor((sizes.posts * cut) / (sizes.cuts + 1)) + randomInt(5);
          while (posted < Math.min(moment, sizes.posts)) await sleep(10);
          page.cut();
          await sleep(randomInt(200));
          await page.open();
        }
      }),
    );
    await Promise.all([writing, cutting]);

    const present = await allPosts(author, threadId);
    const truth = present.map(({ id, number }) => [number, id]);
    for (const page of pages) {
      await until('a page to show everything', () => page.shows(present.length));
      expect([...page.shown].toSorted(([one], [other]) => one - other)).toEqual(truth);
    }
    figures('pages cut off while posts appear', {
      pages: pages.length,
      'cuts each': sizes.cuts,
      posts: present.length,
      'lists that differ': 0,
    });
  }, 900_000);
});
