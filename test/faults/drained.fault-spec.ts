import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import { NO_LIMITS } from '../support/no-limits.js';
import { OwnProduct } from '../support/own-product.js';
import { until } from '../support/until.js';
import { crowd, type Somebody } from './support/crowd.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';
import { aThread, allPosts, losses, type Acknowledged } from './support/writing.js';

const { times, requests, sockets } = sized({
  short: { times: 2, requests: 100, sockets: 100 },
  medium: { times: 6, requests: 200, sockets: 500 },
  long: { times: 20, requests: 200, sockets: 500 },
});
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id number } }';

describe('SIGTERM while there is much to do', () => {
  let own: OwnProduct;
  let people: Somebody[];
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const open: Socket[] = [];

  beforeAll(async () => {
    own = await OwnProduct.start({ RATE_LIMITS: NO_LIMITS });
    people = await crowd(own.rows, 'small-museums', sockets);
  }, 120_000);
  afterAll(async () => {
    for (const socket of open) socket.disconnect();
    agent.destroy();
    await own?.end();
  });

  const listen = async ({ token }: Somebody, threadId: string): Promise<Socket> => {
    const socket = io(own.now.origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token },
    });
    open.push(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    await socket.timeout(60_000).emitWithAck('thread:watch', { threadId });
    return socket;
  };

  /** Sends a reply whose last byte leaves when `release` is called: until then the server has begun and cannot finish it. */
  const begun = (
    { token }: Somebody,
    threadId: string,
  ): { release: () => void; answer: Promise<{ status: number; reply: Acknowledged | null }> } => {
    const body = JSON.stringify({ query: REPLY, variables: { input: { id: v7(), threadId, body: 'Under way.' } } });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'content-length': Buffer.byteLength(body),
    };
    const asked = request({ host: '127.0.0.1', port: own.now.port, path: '/graphql', method: 'POST', headers, agent });
    const answer = new Promise<{ status: number; reply: Acknowledged | null }>((resolve, reject) => {
      asked.once('error', reject);
      asked.once('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('error', reject).once('end', () => {
          const { data } = JSON.parse(text) as { data?: { reply: Acknowledged } | null };
          resolve({ status: response.statusCode ?? 0, reply: data?.reply ?? null });
        });
      });
    });
    asked.write(body.slice(0, -1));
    return { release: () => asked.end(body.slice(-1)), answer };
  };

  it('cuts no request, closes sockets with a word, and ends with status 0', async () => {
    const author = people[0];
    if (!author) throw new Error('Nobody is there.');
    const threadId = await aThread(own.now.client(author.token), 'small-museums');
    const acknowledged: Acknowledged[] = [];
    const cut: string[] = [];
    for (let time = 0; time < times; time += 1) {
      const listening = await Promise.all(people.map((somebody) => listen(somebody, threadId)));
      let closed = 0;
      for (const socket of listening) socket.once('disconnect', () => (closed += 1));
      const started = Array.from({ length: requests }, (_, at) =>
        begun(people[at % people.length] ?? author, threadId),
      );
      // The server has all of them: this one came later and is answered.
      await own.now.client(author.token).data('query ($id: ID!) { thread(id: $id) { title } }', { id: threadId });
      const ended = own.now.end('SIGTERM');
      for (const { release } of started) release();
      const answers = await Promise.allSettled(started.map(({ answer }) => answer));
      for (const one of answers) {
        // "Not now" is an answer as well; a broken connection is none.
        if (one.status === 'rejected') cut.push(String(one.reason));
        else if (one.value.reply) acknowledged.push(one.value.reply);
        else expect(one.value.status).toBe(503);
      }
      expect(await ended).toBe(0);
      await until('every socket to be closed', () => closed === listening.length);
      await own.killAndStart();
    }
    expect(cut).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(losses(await allPosts(own.now.client(author.token), threadId), acknowledged)).toEqual([]);
    figures('SIGTERM during requests', {
      times,
      'requests each': requests,
      'sockets each': sockets,
      answered: acknowledged.length,
      cut: cut.length,
    });
  }, 900_000);
});
