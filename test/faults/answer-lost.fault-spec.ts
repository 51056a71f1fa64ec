import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { GraphqlClient } from '../support/graphql-client.js';
import { NO_LIMITS } from '../support/no-limits.js';
import { OwnProduct } from '../support/own-product.js';
import { crowd, type Somebody } from './support/crowd.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';
import { aThread, allPosts, losses, tryReply, type Acknowledged } from './support/writing.js';

const TIMES = sized({ short: 40, medium: 150, long: 300 });

/** Passes requests on, waits for the answer, and breaks the asker's connection off in its place. */
function swallower(port: number): Server {
  return createServer((asked, answer) => {
    const { method, url, headers } = asked;
    const passedOn = request({ host: '127.0.0.1', port, method, path: url, headers }, (real) => {
      real.resume();
      real.once('end', () => answer.destroy());
    });
    passedOn.once('error', () => answer.destroy());
    asked.pipe(passedOn);
  });
}

describe('an answer that is lost after the commit', () => {
  let own: OwnProduct;
  let line: Server;
  let author: Somebody;

  beforeAll(async () => {
    own = await OwnProduct.start({ RATE_LIMITS: NO_LIMITS });
    const [somebody] = await crowd(own.rows, 'small-museums', 1);
    if (!somebody) throw new Error('Nobody is there.');
    author = somebody;
    line = swallower(own.now.port);
    await new Promise<void>((listening) => line.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    await new Promise((closed) => line?.close(closed));
    await own?.end();
  });

  it('is had by asking again with the same id', async () => {
    const direct = own.now.client(author.token);
    const through = new GraphqlClient(`http://127.0.0.1:${(line.address() as AddressInfo).port}`, author.token);
    const threadId = await aThread(direct, 'small-museums');
    const acknowledged: Acknowledged[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const input = { id: v7(), threadId, body: `Reply ${time}.` };
      expect(await tryReply(through, input)).toBeNull();
      const reply = await tryReply(direct, input);
      // The first result: written by the request whose answer nobody got.
      expect(reply).toEqual({ id: input.id, number: time + 2 });
      if (reply) acknowledged.push(reply);
    }
    const present = await allPosts(direct, threadId);
    expect(losses(present, acknowledged)).toEqual([]);
    expect(present).toHaveLength(TIMES + 1);
    figures('answer lost after the commit', { times: TIMES, 'first result returned': acknowledged.length, double: 0 });
  }, 600_000);
});
