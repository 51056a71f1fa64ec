import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { Unauthenticated } from '#platform/errors';
import { createLogger } from '#platform/logging';
import { RealtimeServer } from '#platform/realtime';
import { FanoutService } from '../fanout/fanout.service.js';
import { aScene, mention, unreadOf, type Person, type Scene, type TestApi } from '../testing/test-api.js';
import { BellRepository } from './bell.repository.js';
import { BellRinger } from './bell-ringer.service.js';
import { RingWhenCommunityChanged } from './ring-when-community-changed.handler.js';

const ORIGIN = 'http://copse.example';

interface Heard {
  readonly created: string[];
  readonly unread: { unreadCount: number; at: string }[];
}

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let http: HttpServer;
let realtime: RealtimeServer;
let fanout: FanoutService;
let bells: BellRinger;
let thread: string;
const sockets: Socket[] = [];

const byToken = ({ accountId }: Person): Viewer =>
  Viewer.member({ accountId, sessionId: null, tokenId: v7(), isStaff: false, emailVerified: true, language: 'EN' });

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob } = scene);
  realtime = api.app.get(RealtimeServer, { strict: false });
  fanout = api.app.get(FanoutService, { strict: false });
  bells = api.app.get(BellRinger, { strict: false });
  const people = new Map([ann, bob, scene.stranger].map((person) => [person.accountId, byToken(person)]));
  http = createServer();
  realtime.attach(http, {
    origins: [ORIGIN],
    trustProxy: [],
    limits: { account: 50, address: 500 },
    authenticate: async ({ token }) => {
      const viewer = people.get(token ?? '');
      if (!viewer) throw new Unauthenticated();
      return viewer;
    },
    logger: createLogger('silent'),
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  realtime.close();
  await new Promise((resolve) => http.close(resolve));
  await api.close();
});
beforeEach(async () => {
  await api.db.pool.query('DELETE FROM notifications');
  thread = await api.aThread(ann, scene.open);
  await fanout.run(thread);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

/** A page of this person, and what it hears. */
async function page(person: Person): Promise<Heard> {
  const heard: Heard = { created: [], unread: [] };
  const { port } = http.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}`, {
    auth: { token: person.accountId },
    transports: ['websocket'],
    extraHeaders: { origin: ORIGIN },
    forceNew: true,
  });
  sockets.push(socket);
  socket.on('notification:created', ({ id }: { id: string }) => heard.created.push(id));
  socket.on('unread:changed', (message: { unreadCount: number; at: string }) => heard.unread.push(message));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  return heard;
}

/** Until the newest count that a page heard is this one. */
async function rings(heard: Heard, unreadCount: number): Promise<void> {
  const end = Date.now() + 10_000;
  const newest = () => heard.unread.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)?.unreadCount;
  while (newest() !== unreadCount) {
    if (Date.now() > end) throw new Error(`The bell says ${newest()}, not ${unreadCount}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('rings in every page of whoever is told, and in nobody else’s', async () => {
  const [one, two, bobs, strangers] = [await page(ann), await page(ann), await page(bob), await page(scene.stranger)];
  const { id } = await api.aReply(bob, thread, mention(ann, 'Ann'));
  await fanout.run(thread, id);
  await rings(one, 1);
  await rings(two, 1);
  const { rows } = await api.db.pool.query<{ id: string }>('SELECT id FROM notifications');
  expect(one.created).toEqual(rows.map((row) => row.id));
  expect(two.created).toEqual(one.created);
  await bells.quiet();
  expect([bobs.created, bobs.unread, strangers.created, strangers.unread]).toEqual([[], [], [], []]);
});

it('falls silent in the other tab when it is read in one, by the thread or by the inbox', async () => {
  const other = await page(ann);
  const first = await api.aReply(bob, thread);
  await fanout.run(thread, first.id);
  await rings(other, 1);
  await api.call(ann, 'markRead', { threadId: thread, number: first.number }, '{ id }');
  await rings(other, 0);
  const second = await api.aReply(bob, thread);
  await fanout.run(thread, second.id);
  await rings(other, 1);
  await api.get(ann, 'mutation { markAllNotificationsRead { act } }');
  await rings(other, 0);
});

it('rings once more for a job whose worker was killed after it had told', async () => {
  const { id } = await api.aReply(bob, thread);
  const ring = jest.spyOn(bells, 'ring').mockImplementation(() => undefined);
  await fanout.run(thread, id);
  ring.mockRestore();
  const late = await page(ann);
  // The process that told is gone, and what it remembered with it.
  const forgotten = { rung: { value: new Map() }, done: { value: new Set() } };
  const another = Object.create(fanout, forgotten) as FanoutService;
  await another.run(thread, id);
  await rings(late, 1);
  expect(late.created).toHaveLength(1);
  expect(await unreadOf(api, ann)).toBe(1);
});

it('falls silent for outsiders when a community becomes private, and rings again when it is public', async () => {
  await api.call(scene.stranger, 'watchThread', { threadId: thread, level: 'WATCHING' }, '{ id }');
  const [outside, inside] = [await page(scene.stranger), await page(ann)];
  const { id } = await api.aReply(bob, thread);
  await fanout.run(thread, id);
  for (const heard of [outside, inside]) await rings(heard, 1);
  const { rows } = await api.db.pool.query<{ id: string }>('SELECT id FROM communities WHERE slug = $1', [scene.open]);
  const handler = api.app.get(RingWhenCommunityChanged, { strict: false });
  for (const [visibility, unread] of [['PRIVATE', 0] as const, ['PUBLIC', 1] as const]) {
    await api.community(scene.open, visibility);
    await handler.handle({ communityId: rows[0]?.id ?? '' });
    await rings(outside, unread);
  }
  expect(inside.unread).toHaveLength(1);
});

it('counts for nobody who has no page open', async () => {
  const counts = jest.spyOn(api.app.get(BellRepository, { strict: false }), 'counts');
  const { id } = await api.aReply(bob, thread);
  await fanout.run(thread, id);
  await bells.quiet();
  expect(counts).not.toHaveBeenCalled();
  counts.mockRestore();
});

it('gathers what comes while it counts, and tries again when the database does not answer', async () => {
  const heard = await page(ann);
  const repository = api.app.get(BellRepository, { strict: false });
  const counts = jest.spyOn(repository, 'counts').mockRejectedValueOnce(new Error('away'));
  const { id } = await api.aReply(bob, thread);
  await fanout.run(thread, id);
  for (let n = 0; n < 100; n += 1) bells.ring([ann.accountId]);
  await rings(heard, 1);
  await bells.quiet();
  expect(heard.created).toHaveLength(1);
  expect(counts.mock.calls.length).toBeLessThanOrEqual(3);
  counts.mockRestore();
});
