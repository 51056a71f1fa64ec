import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createServer, request, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io as connect, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { NotFound, Unauthenticated } from '../errors/index.js';
import { createLogger } from '../logging/index.js';
import type { SocketViewer } from './live-socket.js';
import type { RealtimeOptions } from './realtime-options.js';
import { RealtimeServer } from './realtime-server.js';

type Answer = { ok: boolean; code?: string; lastNumber?: number };

const ORIGIN = 'https://copse.example';
const THREAD = '018f0000-0000-7000-8000-000000000001';
const COMMUNITY = '018f0000-0000-7000-8000-00000000000c';

/** Accepts `cookie: <account>/<session>` and `token: <account>`; everything that was `ended` is worth nothing. */
const ended = new Set<string>();
const authenticate: RealtimeOptions['authenticate'] = async ({ cookie, token }) => {
  if (token !== undefined) {
    if (ended.has(token)) throw new Unauthenticated();
    return { accountId: token, sessionId: null, tokenId: `t-${token}` };
  }
  const [accountId, sessionId] = cookie?.split('/') ?? [];
  if (!accountId || !sessionId || ended.has(sessionId)) return { accountId: null, sessionId: null, tokenId: null };
  return { accountId, sessionId, tokenId: null };
};

let http: HttpServer;
let realtime: RealtimeServer;
let url: string;
let mayRead: (viewer: SocketViewer) => boolean;
let asked: number;
const clients: Socket[] = [];

async function start(limits = { account: 3, address: 12 }): Promise<void> {
  realtime = new RealtimeServer();
  realtime.on('thread:watch', z.object({ threadId: z.uuid() }).strict(), async (socket, { threadId }) => {
    const { lastNumber } = await socket.enter(
      async () => {
        asked += 1;
        if (!mayRead(socket.viewer)) throw new NotFound();
        return { lastNumber: 7 };
      },
      () => ({ name: `thread:${threadId}`, communityId: COMMUNITY, closed: { threadId } }),
    );
    return { ok: true, lastNumber };
  });
  realtime.on('thread:unwatch', z.object({ threadId: z.uuid() }).strict(), async (socket, { threadId }) => {
    await socket.leave({ threadId });
    return { ok: true };
  });
  realtime.on('community:watch', z.object({ slug: z.string() }).strict(), async () => {
    throw new TypeError('a bug');
  });
  http = createServer();
  realtime.attach(http, {
    origins: [ORIGIN],
    trustProxy: [],
    limits,
    authenticate,
    secure: (_request, response, next) => {
      response.setHeader('x-content-type-options', 'nosniff');
      next();
    },
    logger: createLogger('silent'),
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

const client = (
  options: { cookie?: string; origin?: string | null; token?: unknown; transports?: string[] } = {},
): Socket => {
  const origin = options.origin === undefined ? ORIGIN : options.origin;
  const socket = connect(url, {
    transports: options.transports ?? ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { ...(origin === null ? {} : { origin }), ...(options.cookie ? { cookie: options.cookie } : {}) },
    ...(options.token === undefined ? {} : { auth: { token: options.token } }),
  });
  clients.push(socket);
  return socket;
};
const open = (socket: Socket): Promise<Socket> =>
  new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error) => reject(error));
  });
const once = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve) => socket.once(event, resolve));
const ask = async (socket: Socket, event: string, ...args: unknown[]): Promise<Answer> =>
  (await socket.timeout(2_000).emitWithAck(event, ...args)) as Answer;

beforeEach(async () => {
  mayRead = () => true;
  asked = 0;
  ended.clear();
  await start();
});
afterEach(async () => {
  for (const socket of clients.splice(0)) socket.disconnect();
  realtime.close();
  await new Promise((resolve) => http.close(resolve));
});

describe('RealtimeServer', () => {
  it.each(['websocket', 'polling'])('lets an anonymous socket in by %s and answers', async (transport) => {
    const socket = await open(client({ transports: [transport] }));
    expect(await ask(socket, 'thread:watch', { threadId: THREAD })).toEqual({ ok: true, lastNumber: 7 });
    expect(asked).toBe(2);
  });

  it('refuses a foreign origin whatever it shows', async () => {
    await expect(open(client({ origin: 'https://evil.example', cookie: 'ann/s1' }))).rejects.toThrow();
    await expect(open(client({ origin: 'https://evil.example', token: 'ann' }))).rejects.toThrow();
  });

  it('refuses a session cookie without an origin, and takes a token without one', async () => {
    await expect(open(client({ origin: null, cookie: 'ann/s1' }))).rejects.toMatchObject({
      data: { code: 'BAD_USER_INPUT' },
    });
    await open(client({ origin: null, token: 'ann' }));
  });

  it('refuses credentials that are worth nothing', async () => {
    ended.add('zed');
    await expect(open(client({ token: 'zed' }))).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    await expect(open(client({ token: { toString: 'zed' } }))).rejects.toMatchObject({
      data: { code: 'BAD_USER_INPUT' },
    });
  });

  it('refuses a room with the code of the refusal, and sends nothing there', async () => {
    mayRead = ({ accountId }) => accountId === 'ann';
    const stranger = await open(client());
    const ann = await open(client({ cookie: 'ann/s1' }));
    expect(await ask(stranger, 'thread:watch', { threadId: THREAD })).toEqual({ ok: false, code: 'NOT_FOUND' });
    expect(await ask(ann, 'thread:watch', { threadId: THREAD })).toMatchObject({ ok: true });
    const heard: unknown[] = [];
    stranger.onAny((...message) => heard.push(message));
    const told = once(ann, 'post:deleted');
    realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    expect(await told).toEqual({ threadId: THREAD, postId: THREAD, number: 1 });
    expect(heard).toEqual([]);
  });

  it('asks again after joining: a standing that ends in between leaves nobody inside', async () => {
    let answers = 0;
    mayRead = () => (answers += 1) === 1;
    const socket = await open(client());
    const heard: unknown[] = [];
    socket.onAny((...message) => heard.push(message));
    expect(await ask(socket, 'thread:watch', { threadId: THREAD })).toEqual({ ok: false, code: 'NOT_FOUND' });
    realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    await ask(socket, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('closes the rooms of one account in one community, and says so', async () => {
    const [ann, bob] = [await open(client({ cookie: 'ann/s1' })), await open(client({ cookie: 'bob/s2' }))];
    await ask(ann, 'thread:watch', { threadId: THREAD });
    await ask(bob, 'thread:watch', { threadId: THREAD });
    await realtime.leaveCommunityRooms('ann', '018f0000-0000-7000-8000-0000000000ff');
    const closed = once(ann, 'room:closed');
    await realtime.leaveCommunityRooms('ann', COMMUNITY);
    expect(await closed).toEqual({ threadId: THREAD });
    const heard: unknown[] = [];
    ann.onAny((...message) => heard.push(message));
    const told = once(bob, 'post:deleted');
    realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    await told;
    await ask(ann, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('tells each page that an account has open, and nobody else', async () => {
    const [one, two, bob] = [
      await open(client({ cookie: 'ann/s1' })),
      await open(client({ cookie: 'ann/s2' })),
      await open(client({ cookie: 'bob/s3' })),
    ];
    const heard: unknown[] = [];
    bob.onAny((...message) => heard.push(message));
    const told = [one, two].map((socket) => once(socket, 'standing:changed'));
    const news = { communityId: COMMUNITY, slug: 'steam' };
    expect(realtime.connectedAmong(['nobody', 'ann'])).toEqual(['ann']);
    realtime.emitToAccount('ann', 'standing:changed', news);
    expect(await Promise.all(told)).toEqual([news, news]);
    await ask(bob, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('tells each socket in any room of a community, and whoever belongs to it, once', async () => {
    const other = '018f0000-0000-7000-8000-000000000002';
    const [ann, bob, nobody, away, eve] = [
      await open(client({ cookie: 'ann/s1' })),
      await open(client({ cookie: 'bob/s2' })),
      await open(client()),
      await open(client()),
      await open(client({ cookie: 'eve/s3' })),
    ];
    const all = { ann, bob, nobody, away, eve };
    await ask(ann, 'thread:watch', { threadId: THREAD });
    await ask(ann, 'thread:watch', { threadId: other });
    await ask(nobody, 'thread:watch', { threadId: other });
    const heard: Record<string, unknown[]> = { ann: [], bob: [], nobody: [], away: [], eve: [] };
    for (const [name, socket] of Object.entries(all))
      socket.on('community:changed', (message) => heard[name]?.push(message));
    const questions: string[][] = [];
    realtime.belongingBy(async (communityId, accountIds) => {
      if (communityId !== COMMUNITY) return new Set();
      questions.push([...accountIds].toSorted());
      return new Set(['ann', 'bob']);
    });
    const news = { communityId: COMMUNITY, slug: 'steam' };
    const elsewhere = '018f0000-0000-7000-8000-0000000000ff';
    await realtime.emitToPagesOfCommunity(elsewhere, 'community:changed', news);
    await realtime.emitToPagesOfCommunity(COMMUNITY, 'community:changed', news);
    for (const socket of Object.values(all)) await ask(socket, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual({ ann: [news], bob: [news], nobody: [news], away: [], eve: [] });
    expect(questions).toEqual([['ann', 'bob', 'eve']]);
  });

  it('closes the rooms of a community to all but those who stay, and says so', async () => {
    const [ann, bob, nobody] = [
      await open(client({ cookie: 'ann/s1' })),
      await open(client({ cookie: 'bob/s2' })),
      await open(client()),
    ];
    for (const socket of [ann, bob, nobody]) await ask(socket, 'thread:watch', { threadId: THREAD });
    const questions: string[][] = [];
    realtime.belongingBy(async (_communityId, accountIds) => {
      questions.push([...accountIds].toSorted());
      return new Set(['ann']);
    });
    await realtime.closeRoomsOfCommunity('018f0000-0000-7000-8000-0000000000ff');
    expect(questions).toEqual([]);
    const closed = [bob, nobody].map((socket) => once(socket, 'room:closed'));
    await realtime.closeRoomsOfCommunity(COMMUNITY);
    expect(await Promise.all(closed)).toEqual([{ threadId: THREAD }, { threadId: THREAD }]);
    expect(questions).toEqual([['ann', 'bob']]);
    const heard: unknown[] = [];
    for (const socket of [bob, nobody]) socket.onAny((...message) => heard.push(message));
    const told = once(ann, 'post:deleted');
    realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    await told;
    for (const socket of [bob, nobody]) await ask(socket, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('ends connections by session, by token and by account', async () => {
    const [one, two, three] = [
      await open(client({ cookie: 'ann/s1' })),
      await open(client({ cookie: 'ann/s2' })),
      await open(client({ token: 'ann' })),
    ];
    const gone = [one, two, three].map((socket) => once<string>(socket, 'disconnect'));
    realtime.disconnectSession('s1');
    await gone[0];
    expect(two.connected && three.connected).toBe(true);
    realtime.disconnectAccount('ann', { exceptSessionId: 's2' });
    await gone[2];
    expect(two.connected).toBe(true);
    realtime.disconnectAccount('ann');
    await gone[1];
    const four = await open(client({ token: 'ann' }));
    const last = once(four, 'disconnect');
    realtime.disconnectToken('t-ann');
    await last;
  });

  it('ends a connection whose session ended while it connected', async () => {
    let calls = 0;
    const original = ended.has.bind(ended);
    const spy = jest.spyOn(ended, 'has').mockImplementation((value) => ((calls += 1) > 1 ? true : original(value)));
    const socket = client({ cookie: 'ann/s1' });
    await once(socket, 'disconnect');
    spy.mockRestore();
  });

  const TOO_MANY = { data: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } };
  const outcomes = async (opening: Promise<Socket>[]) => {
    const results = await Promise.allSettled(opening);
    return {
      open: results.filter(({ status }) => status === 'fulfilled').length,
      reasons: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
    };
  };
  const roomAgain = async (options: Parameters<typeof client>[0] = {}): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      const { open: opened } = await outcomes([open(client(options))]);
      if (opened === 1 || tries === 50) return expect(opened).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it.each(['websocket', 'polling'])('limits the connections of one account, and says so, by %s', async (transport) => {
    const options = (n: number) => ({ cookie: `ann/s${n}`, transports: [transport] });
    const { open: opened, reasons } = await outcomes(Array.from({ length: 10 }, (_, n) => open(client(options(n)))));
    expect(opened).toBe(3);
    for (const reason of reasons) expect(reason).toMatchObject(TOO_MANY);
    await open(client({ cookie: 'bob/s1' }));
    for (const socket of clients.splice(0)) socket.disconnect();
    await roomAgain(options(11));
  });

  it('limits the connections of one address, and says so to as many again', async () => {
    const { open: opened, reasons } = await outcomes(Array.from({ length: 20 }, () => open(client())));
    expect(opened).toBe(12);
    expect(reasons).toHaveLength(8);
    for (const reason of reasons) expect(reason).toMatchObject(TOO_MANY);
    expect(realtime.connections).toBe(12);
    for (const socket of clients.splice(0)) socket.disconnect();
    await roomAgain();
  });

  it('turns more of one address away at the door', async () => {
    const waiting = await Promise.all(
      Array.from(
        { length: 24 },
        () =>
          new Promise<WebSocket>((resolve) => {
            const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
            raw.addEventListener('message', () => resolve(raw), { once: true });
          }),
      ),
    );
    const answer = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Too many connections')]);
    for (const raw of waiting) raw.close();
    await roomAgain();
  });

  it('counts a refused socket no longer, though its connection stays', async () => {
    const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const heard: string[] = [];
    raw.addEventListener('message', ({ data }) => heard.push(String(data)));
    await new Promise((resolve) => raw.addEventListener('message', resolve, { once: true }));
    ended.add('zed');
    const refusals = () => heard.filter((packet) => packet.startsWith('44')).length;
    for (let n = 1; n <= 30; n += 1) {
      raw.send('40{"token":"zed"}');
      while (refusals() < n) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { open: opened } = await outcomes(Array.from({ length: 12 }, () => open(client())));
    expect(opened).toBe(12);
    raw.close();
  });

  it('carries one socket on one connection', async () => {
    const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const heard: string[] = [];
    raw.addEventListener('message', ({ data }) => heard.push(String(data)));
    await new Promise((resolve) => raw.addEventListener('message', resolve, { once: true }));
    const closed = new Promise((resolve) => raw.addEventListener('close', resolve));
    for (let n = 0; n < 30; n += 1) raw.send('40');
    // Those that come while the first is looked at are refused; socket.io closes on those that come after it.
    await closed;
    expect(heard.filter((packet) => packet.startsWith('40')).length).toBeLessThanOrEqual(1);
    expect(realtime.connections).toBe(0);
  });

  it('sets the headers of the process on every answer', async () => {
    const path = '/socket.io/?EIO=4&transport=polling';
    const answers = [
      await fetch(url + path),
      await fetch(url + path, { headers: { origin: 'https://evil.example' } }),
      await fetch(`${url}/socket.io/?EIO=9&transport=nothing`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 400]);
    for (const { headers } of answers) expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(await upgradeHeaders()).toMatchObject({ 'x-content-type-options': 'nosniff' });
  });

  /** Headers of the answer that opens a WebSocket. */
  const upgradeHeaders = (): Promise<IncomingHttpHeaders> =>
    new Promise((resolve, reject) => {
      request(`${url}/socket.io/?EIO=4&transport=websocket`, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        },
      })
        .once('upgrade', ({ headers }, socket) => {
          socket.destroy();
          resolve(headers);
        })
        .once('error', reject)
        .end();
    });

  it('answers broken events and goes on', async () => {
    const socket = await open(client());
    for (const name of [
      '__proto__',
      'constructor',
      'thread',
      'thread:watch.constructor',
      'error',
      '',
      'toString',
      'ping',
    ]) {
      expect(await ask(socket, name, { threadId: THREAD })).toEqual({ ok: false, code: 'BAD_USER_INPUT' });
    }
    for (const payload of [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { threadId: 5 },
      { threadId: [THREAD] },
      { threadId: THREAD, more: 1 },
      Buffer.from('x'),
    ]) {
      expect(await ask(socket, 'thread:watch', payload)).toEqual({ ok: false, code: 'BAD_USER_INPUT' });
    }
    expect(await ask(socket, 'thread:watch')).toEqual({ ok: false, code: 'BAD_USER_INPUT' });
    expect(await ask(socket, 'thread:watch', { threadId: THREAD }, { threadId: THREAD })).toEqual({
      ok: false,
      code: 'BAD_USER_INPUT',
    });
    socket.emit('thread:watch', { threadId: THREAD });
    socket.emit('thread:watch');
    socket.emit('thread:watch', { threadId: THREAD }, 'not a function');
    expect(await ask(socket, 'community:watch', { slug: 'x' })).toEqual({ ok: false, code: 'INTERNAL' });
    expect(await ask(socket, 'thread:watch', { threadId: THREAD })).toMatchObject({ ok: true });
  });

  it('survives broken packets on the wire', async () => {
    for (const packet of [
      '42["thread:watch"',
      '42{"a":1}',
      '42[]',
      '42[[]]',
      '42[null]',
      '42[{}]',
      '451-["x",{"_placeholder":true,"num":9}]',
      '4',
      '49',
      '40/nowhere,',
      'x',
      '421["error"]',
      '42["connect"]',
    ]) {
      const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      await new Promise((resolve) => raw.addEventListener('open', resolve));
      raw.send('40');
      raw.send(packet);
      await new Promise((resolve) => setTimeout(resolve, 15));
      raw.close();
    }
    expect(await ask(await open(client()), 'thread:watch', { threadId: THREAD })).toMatchObject({ ok: true });
  });

  it('refuses a flood and ends a hopeless one', async () => {
    const socket = await open(client());
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => ask(socket, 'thread:unwatch', { threadId: THREAD })),
    );
    expect(answers.at(0)).toEqual({ ok: true });
    expect(answers.at(-1)).toEqual({ ok: false, code: 'RATE_LIMITED' });
    const gone = once(socket, 'disconnect');
    for (let n = 0; n < 300; n += 1) socket.emit('thread:unwatch', { threadId: THREAD });
    await gone;
  });

  it('ends a connection that sends more than 64 KB at once', async () => {
    const socket = await open(client());
    const gone = once(socket, 'disconnect');
    socket.emit('thread:watch', { threadId: 'x'.repeat(70_000) });
    await gone;
  });

  it('emits nowhere without an HTTP server', async () => {
    const alone = new RealtimeServer();
    alone.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    alone.disconnectAccount('ann');
    await alone.leaveCommunityRooms('ann', COMMUNITY);
    alone.emitToAccount('ann', 'standing:changed', { communityId: COMMUNITY, slug: 'steam' });
    expect(alone.connectedAmong(['ann'])).toEqual([]);
    await alone.emitToPagesOfCommunity(COMMUNITY, 'community:changed', { communityId: COMMUNITY, slug: 'x' });
    await alone.closeRoomsOfCommunity(COMMUNITY);
    alone.close();
  });
});
