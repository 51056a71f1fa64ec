import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'socket.io-client';
import { ask, once, open, RealtimeScene, THREAD } from './testing/realtime-scene.js';

let scene: RealtimeScene;

beforeEach(async () => {
  scene = await RealtimeScene.start();
});
afterEach(() => scene.close());

describe('the reception of sockets', () => {
  it.each(['websocket', 'polling'])('lets an anonymous socket in by %s and answers', async (transport) => {
    const socket = await open(scene.client({ transports: [transport] }));
    expect(await ask(socket, 'thread:watch', { threadId: THREAD })).toEqual({ ok: true, lastNumber: 7 });
    expect(scene.asked).toBe(2);
  });

  it('refuses a foreign origin whatever it shows', async () => {
    await expect(open(scene.client({ origin: 'https://evil.example', cookie: 'ann/s1' }))).rejects.toThrow();
    await expect(open(scene.client({ origin: 'https://evil.example', token: 'ann' }))).rejects.toThrow();
  });

  it('refuses a session cookie without an origin, and takes a token without one', async () => {
    await expect(open(scene.client({ origin: null, cookie: 'ann/s1' }))).rejects.toMatchObject({
      data: { code: 'BAD_USER_INPUT' },
    });
    await open(scene.client({ origin: null, token: 'ann' }));
  });

  it('refuses credentials that are worth nothing', async () => {
    scene.ended.add('zed');
    await expect(open(scene.client({ token: 'zed' }))).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    await expect(open(scene.client({ token: { toString: 'zed' } }))).rejects.toMatchObject({
      data: { code: 'BAD_USER_INPUT' },
    });
  });

  it('ends a connection whose session ended while it connected', async () => {
    let calls = 0;
    const original = scene.ended.has.bind(scene.ended);
    const spy = jest
      .spyOn(scene.ended, 'has')
      .mockImplementation((value) => ((calls += 1) > 1 ? true : original(value)));
    const socket = scene.client({ cookie: 'ann/s1' });
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
  const roomAgain = async (options: Parameters<typeof scene.client>[0] = {}): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      const { open: opened } = await outcomes([open(scene.client(options))]);
      if (opened === 1 || tries === 50) return expect(opened).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it.each(['websocket', 'polling'])('limits the connections of one account, and says so, by %s', async (transport) => {
    const options = (n: number) => ({ cookie: `ann/s${n}`, transports: [transport] });
    const { open: opened, reasons } = await outcomes(
      Array.from({ length: 10 }, (_, n) => open(scene.client(options(n)))),
    );
    expect(opened).toBe(3);
    for (const reason of reasons) expect(reason).toMatchObject(TOO_MANY);
    await open(scene.client({ cookie: 'bob/s1' }));
    for (const socket of scene.clients.splice(0)) socket.disconnect();
    await roomAgain(options(11));
  });

  it('limits the connections of one address, and says so to as many again', async () => {
    const { open: opened, reasons } = await outcomes(Array.from({ length: 20 }, () => open(scene.client())));
    expect(opened).toBe(12);
    expect(reasons).toHaveLength(8);
    for (const reason of reasons) expect(reason).toMatchObject(TOO_MANY);
    expect(scene.realtime.connections).toBe(12);
    for (const socket of scene.clients.splice(0)) socket.disconnect();
    await roomAgain();
  });

  it('turns more of one address away at the door', async () => {
    const waiting = await Promise.all(
      Array.from(
        { length: 24 },
        () =>
          new Promise<WebSocket>((resolve) => {
            const raw = new WebSocket(`${scene.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
            raw.addEventListener('message', () => resolve(raw), { once: true });
          }),
      ),
    );
    const answer = await fetch(`${scene.url}/socket.io/?EIO=4&transport=polling`);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Too many connections')]);
    for (const raw of waiting) raw.close();
    await roomAgain();
  });

  it('counts a refused socket no longer, though its connection stays', async () => {
    const raw = new WebSocket(`${scene.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const heard: string[] = [];
    raw.addEventListener('message', ({ data }) => heard.push(String(data)));
    await new Promise((resolve) => raw.addEventListener('message', resolve, { once: true }));
    scene.ended.add('zed');
    const refusals = () => heard.filter((packet) => packet.startsWith('44')).length;
    for (let n = 1; n <= 30; n += 1) {
      raw.send('40{"token":"zed"}');
      while (refusals() < n) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { open: opened } = await outcomes(Array.from({ length: 12 }, () => open(scene.client())));
    expect(opened).toBe(12);
    raw.close();
  });

  it('carries one socket on one connection', async () => {
    const raw = new WebSocket(`${scene.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const heard: string[] = [];
    raw.addEventListener('message', ({ data }) => heard.push(String(data)));
    await new Promise((resolve) => raw.addEventListener('message', resolve, { once: true }));
    const closed = new Promise((resolve) => raw.addEventListener('close', resolve));
    for (let n = 0; n < 30; n += 1) raw.send('40');
    // Those that come while the first is looked at are refused; socket.io closes on those that come after it.
    await closed;
    expect(heard.filter((packet) => packet.startsWith('40')).length).toBeLessThanOrEqual(1);
    expect(scene.realtime.connections).toBe(0);
  });

  it('sets the headers of the process on every answer', async () => {
    const path = '/socket.io/?EIO=4&transport=polling';
    const answers = [
      await fetch(scene.url + path),
      await fetch(scene.url + path, { headers: { origin: 'https://evil.example' } }),
      await fetch(`${scene.url}/socket.io/?EIO=9&transport=nothing`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 400]);
    for (const { headers } of answers) expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(await upgradeHeaders()).toMatchObject({ 'x-content-type-options': 'nosniff' });
  });

  /** Headers of the answer that opens a WebSocket. */
  const upgradeHeaders = (): Promise<IncomingHttpHeaders> =>
    new Promise((resolve, reject) => {
      request(`${scene.url}/socket.io/?EIO=4&transport=websocket`, {
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
});
