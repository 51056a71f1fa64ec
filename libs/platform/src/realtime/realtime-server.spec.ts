import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RealtimeServer } from './realtime-server.js';
import { ask, COMMUNITY, once, open, RealtimeScene, THREAD } from './testing/realtime-scene.js';

let scene: RealtimeScene;

beforeEach(async () => {
  scene = await RealtimeScene.start();
});
afterEach(() => scene.close());

describe('RealtimeServer', () => {
  it('refuses a room with the code of the refusal, and sends nothing there', async () => {
    scene.mayRead = ({ accountId }) => accountId === 'ann';
    const stranger = await open(scene.client());
    const ann = await open(scene.client({ cookie: 'ann/s1' }));
    expect(await ask(stranger, 'thread:watch', { threadId: THREAD })).toEqual({ ok: false, code: 'NOT_FOUND' });
    expect(await ask(ann, 'thread:watch', { threadId: THREAD })).toMatchObject({ ok: true });
    const heard: unknown[] = [];
    stranger.onAny((...message) => heard.push(message));
    const told = once(ann, 'post:deleted');
    scene.realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    expect(await told).toEqual({ threadId: THREAD, postId: THREAD, number: 1 });
    expect(heard).toEqual([]);
  });

  it('asks again after joining: a standing that ends in between leaves nobody inside', async () => {
    let answers = 0;
    scene.mayRead = () => (answers += 1) === 1;
    const socket = await open(scene.client());
    const heard: unknown[] = [];
    socket.onAny((...message) => heard.push(message));
    expect(await ask(socket, 'thread:watch', { threadId: THREAD })).toEqual({ ok: false, code: 'NOT_FOUND' });
    scene.realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    await ask(socket, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('closes the rooms of one account in one community, and says so', async () => {
    const [ann, bob] = [await open(scene.client({ cookie: 'ann/s1' })), await open(scene.client({ cookie: 'bob/s2' }))];
    await ask(ann, 'thread:watch', { threadId: THREAD });
    await ask(bob, 'thread:watch', { threadId: THREAD });
    await scene.realtime.leaveCommunityRooms('ann', '018f0000-0000-7000-8000-0000000000ff');
    const closed = once(ann, 'room:closed');
    await scene.realtime.leaveCommunityRooms('ann', COMMUNITY);
    expect(await closed).toEqual({ threadId: THREAD });
    const heard: unknown[] = [];
    ann.onAny((...message) => heard.push(message));
    const told = once(bob, 'post:deleted');
    scene.realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    await told;
    await ask(ann, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('tells each page that an account has open, and nobody else', async () => {
    const [one, two, bob] = [
      await open(scene.client({ cookie: 'ann/s1' })),
      await open(scene.client({ cookie: 'ann/s2' })),
      await open(scene.client({ cookie: 'bob/s3' })),
    ];
    const heard: unknown[] = [];
    bob.onAny((...message) => heard.push(message));
    const told = [one, two].map((socket) => once(socket, 'standing:changed'));
    const news = { communityId: COMMUNITY, slug: 'steam' };
    expect(scene.realtime.connectedAmong(['nobody', 'ann'])).toEqual(['ann']);
    scene.realtime.emitToAccount('ann', 'standing:changed', news);
    expect(await Promise.all(told)).toEqual([news, news]);
    await ask(bob, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('tells each socket in any room of a community, and whoever belongs to it, once', async () => {
    const other = '018f0000-0000-7000-8000-000000000002';
    const [ann, bob, nobody, away, eve] = [
      await open(scene.client({ cookie: 'ann/s1' })),
      await open(scene.client({ cookie: 'bob/s2' })),
      await open(scene.client()),
      await open(scene.client()),
      await open(scene.client({ cookie: 'eve/s3' })),
    ];
    const all = { ann, bob, nobody, away, eve };
    await ask(ann, 'thread:watch', { threadId: THREAD });
    await ask(ann, 'thread:watch', { threadId: other });
    await ask(nobody, 'thread:watch', { threadId: other });
    const heard: Record<string, unknown[]> = { ann: [], bob: [], nobody: [], away: [], eve: [] };
    for (const [name, socket] of Object.entries(all))
      socket.on('community:changed', (message) => heard[name]?.push(message));
    const questions: string[][] = [];
    scene.realtime.belongingBy(async (communityId, accountIds) => {
      if (communityId !== COMMUNITY) return new Set();
      questions.push([...accountIds].toSorted());
      return new Set(['ann', 'bob']);
    });
    const news = { communityId: COMMUNITY, slug: 'steam' };
    const elsewhere = '018f0000-0000-7000-8000-0000000000ff';
    await scene.realtime.emitToPagesOfCommunity(elsewhere, 'community:changed', news);
    await scene.realtime.emitToPagesOfCommunity(COMMUNITY, 'community:changed', news);
    for (const socket of Object.values(all)) await ask(socket, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual({ ann: [news], bob: [news], nobody: [news], away: [], eve: [] });
    expect(questions).toEqual([['ann', 'bob', 'eve']]);
  });

  it('closes the rooms of a community to all but those who stay, and says so', async () => {
    const [ann, bob, nobody] = [
      await open(scene.client({ cookie: 'ann/s1' })),
      await open(scene.client({ cookie: 'bob/s2' })),
      await open(scene.client()),
    ];
    for (const socket of [ann, bob, nobody]) await ask(socket, 'thread:watch', { threadId: THREAD });
    const questions: string[][] = [];
    scene.realtime.belongingBy(async (_communityId, accountIds) => {
      questions.push([...accountIds].toSorted());
      return new Set(['ann']);
    });
    await scene.realtime.closeRoomsOfCommunity('018f0000-0000-7000-8000-0000000000ff');
    expect(questions).toEqual([]);
    const closed = [bob, nobody].map((socket) => once(socket, 'room:closed'));
    await scene.realtime.closeRoomsOfCommunity(COMMUNITY);
    expect(await Promise.all(closed)).toEqual([{ threadId: THREAD }, { threadId: THREAD }]);
    expect(questions).toEqual([['ann', 'bob']]);
    const heard: unknown[] = [];
    for (const socket of [bob, nobody]) socket.onAny((...message) => heard.push(message));
    const told = once(ann, 'post:deleted');
    scene.realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number: 1 });
    await told;
    for (const socket of [bob, nobody]) await ask(socket, 'thread:unwatch', { threadId: THREAD });
    expect(heard).toEqual([]);
  });

  it('ends connections by session, by token and by account', async () => {
    const [one, two, three] = [
      await open(scene.client({ cookie: 'ann/s1' })),
      await open(scene.client({ cookie: 'ann/s2' })),
      await open(scene.client({ token: 'ann' })),
    ];
    const gone = [one, two, three].map((socket) => once<string>(socket, 'disconnect'));
    scene.realtime.disconnectSession('s1');
    await gone[0];
    expect(two.connected && three.connected).toBe(true);
    scene.realtime.disconnectAccount('ann', { exceptSessionId: 's2' });
    await gone[2];
    expect(two.connected).toBe(true);
    scene.realtime.disconnectAccount('ann');
    await gone[1];
    const four = await open(scene.client({ token: 'ann' }));
    const last = once(four, 'disconnect');
    scene.realtime.disconnectToken('t-ann');
    await last;
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
