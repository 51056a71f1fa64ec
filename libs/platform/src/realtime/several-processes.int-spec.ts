import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { hasRedis, RedisServer } from '../../../../test/support/redis-server.js';
import { describeWith } from '../../../../test/support/requirement.js';
import { until } from '../../../../test/support/until.js';
import { ProcessOnRedis } from './testing/process-on-redis.js';
import { COMMUNITY, THREAD } from './testing/realtime-scene.js';

let redis: RedisServer;

const watch = (page: Socket): Promise<unknown> =>
  page.timeout(30_000).emitWithAck('thread:watch', { threadId: THREAD });
const told = (page: Socket): Promise<{ number: number }> => new Promise((done) => page.once('post:deleted', done));
const tell = (node: ProcessOnRedis, number: number): void =>
  node.realtime.emitToThread(THREAD, 'post:deleted', { threadId: THREAD, postId: THREAD, number });
/** Everything of the former says is through once this is. */
const hears = async (from: ProcessOnRedis, at: ProcessOnRedis): Promise<void> => {
  const page = await at.page();
  const heard: number[] = [];
  page.on('post:deleted', ({ number }: { number: number }) => heard.push(number));
  await until('a message from the other process', async () => {
    // Again, since a process that just met the others lets its pages begin anew, also while they ask.
    const watches = await watch(page).then(
      () => true,
      () => false,
    );
    if (watches) tell(from, 0);
    return heard.length > 0;
  });
  page.disconnect();
};

describeWith('redis', hasRedis)('several processes', () => {
  let [one, two, worker]: ProcessOnRedis[] = [];
  const nodes = () => ({ one: one as ProcessOnRedis, two: two as ProcessOnRedis, worker: worker as ProcessOnRedis });

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  beforeEach(async () => {
    one = await new ProcessOnRedis(redis.url).listen();
    two = await new ProcessOnRedis(redis.url).listen();
    worker = new ProcessOnRedis(redis.url);
    for (const node of [one, two, worker]) await until('Redis', () => node.line.isReady);
    await hears(worker, one);
    await hears(worker, two);
    await hears(one, two);
    await hears(two, one);
  });
  afterEach(async () => {
    for (const node of [one, two, worker]) await node?.end();
  });
  afterAll(async () => {
    await redis?.kill();
  });

  it('tell the pages of all of them, also from one without a door, in order and once', async () => {
    const { one, two, worker } = nodes();
    const [here, there] = [await one.page(), await two.page()];
    const heard = [here, there].map((page) => {
      const numbers: number[] = [];
      page.on('post:deleted', ({ number }: { number: number }) => numbers.push(number));
      return numbers;
    });
    await Promise.all([watch(here), watch(there)]);
    expect(worker.realtime.isHeard(THREAD, COMMUNITY)).toBe(true);
    expect(worker.realtime.connectedAmong(['ann'])).toEqual(['ann']);
    const numbers = Array.from({ length: 300 }, (_, i) => i + 1);
    for (const number of numbers) tell(worker, number);
    await until('all messages', () => heard.every(({ length }) => length >= numbers.length));
    // One more, so that a second copy of the last would have come before it.
    const last = [here, there].map(told);
    tell(worker, 301);
    await Promise.all(last);
    expect(heard).toEqual([
      [...numbers, 301],
      [...numbers, 301],
    ]);
  });

  it('ring each account alone', async () => {
    const { one, two, worker } = nodes();
    const [ann, bob] = [await one.page('ann/s1'), await two.page('bob/s2')];
    const rung = [ann, bob].map((page) => new Promise((done) => page.once('unread:changed', done)));
    worker.realtime.emitToAccounts(
      ['ann', 'bob', 'eve'].map((accountId, unreadCount) => ({
        accountId,
        event: 'unread:changed',
        message: [{ unreadCount, at: '2026-01-01T00:00:00.000Z' }],
      })),
    );
    expect(await Promise.all(rung)).toMatchObject([{ unreadCount: 0 }, { unreadCount: 1 }]);
  });

  it('end a session everywhere', async () => {
    const { one, two } = nodes();
    const [page, other] = [await two.page('ann/s1'), await two.page('ann/s2')];
    const gone = new Promise((done) => page.once('disconnect', done));
    one.realtime.disconnectSession('s1');
    expect(await gone).toBe('io server disconnect');
    const last = new Promise((done) => other.once('disconnect', done));
    one.realtime.disconnectAccount('ann');
    await last;
  });

  it('close rooms everywhere: of one account, and of all who do not belong', async () => {
    const { one, two, worker } = nodes();
    const [ann, bob, eve] = [await one.page('ann/s1'), await two.page('bob/s2'), await two.page('eve/s3')];
    for (const page of [ann, bob, eve]) await watch(page);
    const shut = (page: Socket) => new Promise((done) => page.once('room:closed', done));
    const leaves = shut(bob);
    await one.realtime.leaveCommunityRooms('bob', COMMUNITY);
    expect(await leaves).toEqual({ threadId: THREAD });
    // Each process finds out for itself who belongs.
    for (const node of [one, two]) node.belonging = ['ann'];
    const closes = shut(eve);
    await worker.realtime.closeRoomsOfCommunity(COMMUNITY);
    expect(await closes).toEqual({ threadId: THREAD });
    const heard: unknown[] = [];
    for (const page of [bob, eve]) page.on('post:deleted', (message) => heard.push(message));
    const stays = told(ann);
    tell(worker, 9);
    expect(await stays).toMatchObject({ number: 9 });
    // Who belongs is told wherever the page is; nobody else.
    const news = { communityId: COMMUNITY, slug: 'steam' };
    const changes = new Promise((done) => ann.once('community:changed', done));
    await two.realtime.emitToPagesOfCommunity(COMMUNITY, 'community:changed', news);
    expect(await changes).toEqual(news);
    await hears(worker, two);
    expect(heard).toEqual([]);
  });

  it('count together, and each by itself while Redis is away', async () => {
    const { one, two } = nodes();
    await one.limits.take('reply', 'ann');
    await two.limits.take('reply', 'ann');
    await one.limits.take('reply', 'ann');
    await expect(two.limits.take('reply', 'ann')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await one.limits.peek('reply', 'ann')).toBeGreaterThan(0);
    // What was refused counts as well.
    for (const node of [one, two]) await node.limits.giveBack('reply', 'ann');
    await two.limits.take('reply', 'ann');
    await redis.kill();
    await until('a line that is down', () => !two.line.isReady);
    for (let i = 0; i < 3; i += 1) await two.limits.take('reply', 'ann');
    await expect(two.limits.take('reply', 'ann')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await redis.up();
    // What it counted by itself is full; what all count together is empty.
    await until('a count of all', async () => (await two.limits.tryTake('reply', 'ann')) === 0);
  });

  it('let an account have so many connections in all, and give back what one closes', async () => {
    const { one, two } = nodes();
    const first = await one.page('ann/s1');
    await two.page('ann/s2');
    await expect(two.page('ann/s3')).rejects.toMatchObject({ data: { code: 'RATE_LIMITED' } });
    await expect(one.page('ann/s3')).rejects.toMatchObject({ data: { code: 'RATE_LIMITED' } });
    first.disconnect();
    await until('a place', () =>
      two.page('ann/s4').then(
        () => true,
        () => false,
      ),
    );
  });

  it('begin anew with every page when something was lost on the way', async () => {
    const { one, worker } = nodes();
    const page = await one.page('ann/s1');
    await watch(page);
    const cut = new Promise((done) => page.once('disconnect', done));
    const back = new Promise<void>((done) => page.once('connect', () => done()));
    await redis.kill();
    await until('a line that is down', () => !worker.line.isReady);
    // It goes nowhere; the process says later that it did.
    tell(worker, 1);
    await redis.up();
    // As the network cuts: the page comes back by itself, in no room, and asks for what it missed.
    expect(await cut).toBe('transport close');
    await back;
    await watch(page);
    const hears = told(page);
    await until('a line that is back', () => worker.line.isReady);
    const heard = hears.then(() => true);
    await until('a message', async () => {
      tell(worker, 2);
      return Promise.race([heard, new Promise<false>((done) => setTimeout(done, 200, false))]);
    });
  });

  it('notice what a single one of them could not say, while Redis was there for the others', async () => {
    const { one, two, worker } = nodes();
    const [mine, theirs] = [await one.page('ann/s1'), await two.page('bob/s2')];
    const cut = [mine, theirs].map((page) => new Promise((done) => page.once('disconnect', done)));
    worker.line.commands?.disconnect();
    await until('a line that is down', () => !worker.line.isReady);
    await worker.realtime.leaveCommunityRooms('ann', COMMUNITY);
    await worker.line.commands?.connect();
    expect(await Promise.all(cut)).toEqual(['transport close', 'transport close']);
  });

  it('find out for themselves who may not stay, where the order to leave cannot be given', async () => {
    const { two, worker } = nodes();
    const [bob, eve] = [await two.page('bob/s2'), await two.page('eve/s3')];
    for (const page of [bob, eve]) await watch(page);
    const closes = new Promise((done) => bob.once('room:closed', done));
    const heard: unknown[] = [];
    bob.on('post:deleted', (message) => heard.push(message));
    // Redis is there for the others, who miss nothing: this one says nothing that they could count.
    worker.line.commands?.disconnect();
    await until('a line that is down', () => !worker.line.isReady);
    two.outside = ['bob'];
    await worker.realtime.leaveCommunityRooms('bob', COMMUNITY);
    expect(await closes).toEqual({ threadId: THREAD });
    const stays = told(eve);
    tell(two, 3);
    expect(await stays).toMatchObject({ number: 3 });
    expect(heard).toEqual([]);
  });
});
