import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson } from '../support/people.js';
import { freshProduct } from '../support/fresh-product.js';
import type { Product } from '../support/product.js';
import { until } from '../support/until.js';

interface Heard {
  name: string;
  message: {
    threadId?: string;
    postId?: string;
    number?: number;
    revision?: number;
    lastNumber?: number;
    communityId?: string;
    post?: { body: string; author: { name: string } };
  };
}

describe('live connections', () => {
  let product: Product;
  let remove: () => Promise<void>;
  let amara: GraphqlClient;
  let threadId: string;
  const open: Socket[] = [];

  const connect = async (
    options: { cookie?: string | undefined; origin?: string; token?: string } = {},
  ): Promise<Socket> => {
    const socket = io(product.origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...(options.token === undefined ? {} : { auth: { token: options.token } }),
      extraHeaders: {
        origin: options.origin ?? product.origin,
        ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
      },
    });
    open.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    return socket;
  };
  const ask = (socket: Socket, event: string, ...payload: unknown[]) =>
    socket.timeout(30_000).emitWithAck(event, ...payload) as Promise<unknown>;
  const listen = (socket: Socket): Heard[] => {
    const heard: Heard[] = [];
    socket.onAny((name: string, message: Heard['message']) => heard.push({ name, message }));
    return heard;
  };

  beforeAll(async () => {
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'sockets-account=5,sockets-address=60' } }));
    amara = await aPerson(product, 'Amara Okafor');
    await amara.data('mutation { joinCommunity(input: {slug: "steam"}) { id } }');
    ({
      startThread: { id: threadId },
    } = await amara.data<{ startThread: { id: string } }>(
      'mutation { startThread(input: {communitySlug: "steam", title: "Live", body: "One."}) { id } }',
    ));
  });
  afterAll(async () => {
    for (const socket of open) socket.disconnect();
    await remove();
  });

  it('tell anonymous readers of a public thread what happens in it, with the post', async () => {
    const socket = await connect();
    const heard = listen(socket);
    expect(await ask(socket, 'thread:watch', { threadId })).toEqual({ ok: true, lastNumber: 1 });
    expect(await ask(socket, 'community:watch', { slug: 'steam' })).toMatchObject({ ok: true });
    const { reply } = await amara.data<{ reply: { id: string } }>(
      'mutation ($id: ID!) { reply(input: {threadId: $id, body: "**Two**."}) { id } }',
      { id: threadId },
    );
    const created = await until('post:created', () => heard.find(({ name }) => name === 'post:created'));
    expect(created.message).toMatchObject({
      threadId,
      postId: reply.id,
      number: 2,
      revision: 1,
      post: { body: '**Two**.', author: { name: 'Amara Okafor' } },
    });
    const changed = await until('thread:changed', () => heard.find(({ name }) => name === 'thread:changed'));
    expect(changed.message).toMatchObject({ threadId, lastNumber: 2 });
    await amara.data(
      'mutation ($id: ID!) { editPost(input: {postId: $id, body: "Two, better.", expectedRevision: 1}) { id } }',
      { id: reply.id },
    );
    const edited = await until('post:edited', () => heard.find(({ name }) => name === 'post:edited'));
    expect(edited.message).toMatchObject({ postId: reply.id, number: 2, revision: 2, post: { body: 'Two, better.' } });
    await amara.data('mutation ($id: ID!) { deletePost(input: {postId: $id}) { deleted body } }', { id: reply.id });
    const deleted = await until('post:deleted', () => heard.find(({ name }) => name === 'post:deleted'));
    expect(deleted.message).toEqual({ threadId, postId: reply.id, number: 2 });
    expect(await ask(socket, 'thread:unwatch', { threadId })).toMatchObject({ ok: true });
  });

  it('refuse a stranger’s page and a credential that is not valid', async () => {
    await expect(connect({ origin: 'https://evil.example', cookie: amara.cookieHeader })).rejects.toThrow();
    await expect(connect({ token: 'x'.repeat(43) })).rejects.toThrow();
  });

  it('take an access token', async () => {
    const { createAccessToken } = await amara.data<{ createAccessToken: { token: string } }>(
      'mutation { createAccessToken(input: {name: "Script", expiresInDays: 1}) { token } }',
    );
    const socket = await connect({ token: createAccessToken.token });
    expect(await ask(socket, 'thread:watch', { threadId })).toMatchObject({ ok: true });
    socket.disconnect();
  });

  it('survive whatever is sent to them', async () => {
    const socket = await connect();
    const payloads: unknown[] = [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { threadId: 7 },
      { threadId: 'x' },
      { threadId: null },
      { threadId: { $ne: 1 } },
      { __proto__: { threadId } },
      { threadId, more: 1 },
      { threadId: 'x'.repeat(50_000) },
    ];
    for (const payload of payloads) {
      for (const event of ['thread:watch', 'community:watch'])
        expect(await ask(socket, event, payload)).toMatchObject({ ok: false });
    }
    expect(await ask(socket, 'thread:watch')).toEqual({ ok: false, code: 'BAD_USER_INPUT' });
    for (const event of ['constructor', '__proto__', 'toString', 'nothing:here', 'connection', 'error'])
      socket.emit(event === 'error' ? 'error ' : event, {}, {}, {});
    socket.emit('thread:watch', { threadId });
    socket.emit('thread:watch', { threadId }, 'no function');
    expect(await ask(socket, 'thread:watch', { threadId: v7() })).toEqual({ ok: false, code: 'NOT_FOUND' });
    expect((await fetch(`${product.origin}/health/live`)).status).toBe(200);
    expect(() => process.kill(product.pid, 0)).not.toThrow();
  });

  it('survive packets that no client would make', async () => {
    for (const packet of [
      '4',
      '42',
      '42[',
      '42["thread:watch"]',
      '42[["a"],{}]',
      '42[{"a":1}]',
      '421e999["x"]',
      '451-["x",{"_placeholder":true,"num":9}]',
      '45999999999-["x"]',
      '4{"sid":1}',
      '9',
      '\u0000',
    ]) {
      const socket = new WebSocket(`${product.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
        headers: { origin: product.origin },
      } as never);
      await new Promise<void>((done) => {
        socket.addEventListener('error', () => done());
        socket.addEventListener('close', () => done());
        let packets = 0;
        socket.addEventListener('message', () => {
          packets += 1;
          if (packets === 1) socket.send('40');
          if (packets === 2) {
            socket.send(packet);
            socket.close();
          }
        });
      });
    }
    expect((await fetch(`${product.origin}/health/live`)).status).toBe(200);
    expect(() => process.kill(product.pid, 0)).not.toThrow();
  });

  it('end with the session that opened them', async () => {
    const ben = await aPerson(product, 'Ben Carter');
    const socket = await connect({ cookie: ben.cookieHeader });
    const gone = new Promise<void>((done) => socket.once('disconnect', () => done()));
    await ben.data('mutation { signOut }');
    await gone;
  });

  it('are limited for each account', async () => {
    const mine: Socket[] = [];
    for (let count = 0; count < 5; count += 1) mine.push(await connect({ cookie: amara.cookieHeader }));
    await expect(connect({ cookie: amara.cookieHeader })).rejects.toThrow();
    for (const socket of mine) socket.disconnect();
    await until('room for another', () =>
      connect({ cookie: amara.cookieHeader }).then(
        (socket) => {
          socket.disconnect();
          return true;
        },
        () => false,
      ),
    );
  });
});
