import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ask, once, open, RealtimeScene, THREAD } from './testing/realtime-scene.js';

let scene: RealtimeScene;

beforeEach(async () => {
  scene = await RealtimeScene.start();
});
afterEach(() => scene.close());

describe('what pages send', () => {
  it('answers broken events and goes on', async () => {
    const socket = await open(scene.client());
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
      const raw = new WebSocket(`${scene.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      await new Promise((resolve) => raw.addEventListener('open', resolve));
      raw.send('40');
      raw.send(packet);
      await new Promise((resolve) => setTimeout(resolve, 15));
      raw.close();
    }
    expect(await ask(await open(scene.client()), 'thread:watch', { threadId: THREAD })).toMatchObject({ ok: true });
  });

  it('refuses a flood and ends a hopeless one', async () => {
    const socket = await open(scene.client());
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
    const socket = await open(scene.client());
    const gone = once(socket, 'disconnect');
    socket.emit('thread:watch', { threadId: 'x'.repeat(70_000) });
    await gone;
  });
});
