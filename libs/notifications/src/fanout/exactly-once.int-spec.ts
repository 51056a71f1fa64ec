import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { v7 } from 'uuid';
import { Tx } from '#platform/database';
import {
  aScene,
  deliver,
  inboxOf,
  mention,
  unreadOf,
  type Person,
  type Scene,
  type TestApi,
} from '../testing/test-api.js';
import { NotificationsModule } from '../notifications.module.js';
import { FanoutService } from './fanout.service.js';

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let fanout: FanoutService;
/** As other processes have it: they know nothing of each other, and meet in the database alone. */
let elsewhere: FanoutService[];

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob } = scene);
  fanout = api.app.get(FanoutService, { strict: false });
  const whole = api.app as unknown as INestApplicationContext;
  const parts = whole.select(NotificationsModule).get(ModuleRef, { strict: true });
  elsewhere = await Promise.all([1, 2, 3].map(() => parts.create(FanoutService)));
});
afterAll(() => api.close());

const ONLY = /^notify-when-(thread|reply|post)/;
const counts = async (person: Person, threadId: string) =>
  (await inboxOf(api, person)).filter(({ thread }) => thread?.id === threadId).map(({ kind, count }) => [kind, count]);

/** Somebody in the public community who follows this thread. */
async function watcher(name: string, threadId: string): Promise<Person> {
  const person = await api.person(name);
  await api.join(person, scene.open);
  await api.call(person, 'watchThread', { threadId, level: 'WATCHING' }, '{ id }');
  return person;
}

describe('each post is told exactly once', () => {
  it('by twenty runs at once, of four processes', async () => {
    const thread = await api.aThread(ann, scene.open);
    const posts = [
      await api.aReply(bob, thread),
      await api.aReply(bob, thread, mention(ann, 'Ann')),
      await api.aReply(bob, thread),
    ];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => [fanout, ...elsewhere][n % 4]?.run(thread, posts[n % 3]?.id)),
    );
    expect((await counts(ann, thread)).toSorted()).toEqual([
      ['MENTION', 1],
      ['REPLY', 2],
    ]);
  });

  it('when a run is killed after any number of statements', async () => {
    const thread = await api.aThread(ann, scene.open);
    await fanout.run(thread);
    let killed = 0;
    for (let after = 0; after < 12; after += 1) {
      const { id } = await api.aReply(bob, thread, after === 3 ? mention(ann, 'Ann') : 'A reply.');
      let ran = 0;
      // oxlint-disable-next-line typescript/unbound-method -- called with its own receiver below
      const run = Tx.prototype.run;
      const spy = jest.spyOn(Tx.prototype, 'run').mockImplementation(function killedSoon(this: Tx, ...args) {
        ran += 1;
        return ran > after ? Promise.reject(new Error('killed')) : run.apply(this, args);
      } as typeof run);
      await fanout.run(thread, id).catch(() => (killed += 1));
      spy.mockRestore();
      await fanout.run(thread, id);
      await fanout.run(thread, id);
    }
    expect(killed).toBeGreaterThan(5);
    expect((await counts(ann, thread)).toSorted()).toEqual([
      ['MENTION', 1],
      ['REPLY', 11],
    ]);
  });

  it('when jobs come in any order while people write', async () => {
    const thread = await api.aThread(ann, scene.open);
    const carl = await watcher('Carl', thread);
    const write = async (person: Person, on: FanoutService | undefined) => {
      for (let n = 0; n < 10; n += 1) {
        await api.aReply(person, thread);
        await on?.run(thread, v7());
      }
    };
    await Promise.all([
      write(bob, elsewhere[0]),
      write(bob, elsewhere[1]),
      deliver(api, { only: ONLY, concurrency: 3 }),
    ]);
    await deliver(api, { only: ONLY, concurrency: 3 });
    expect(await counts(ann, thread)).toEqual([['REPLY', 20]]);
    expect(await counts(carl, thread)).toEqual([['REPLY', 20]]);
  });

  it('to two thousand who follow', async () => {
    const thread = await api.aThread(ann, scene.open);
    await fanout.run(thread);
    const { rows } = await api.db.pool.query<{ id: string }>(
      `INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at)
       SELECT gen_random_uuid(), 'Watcher ' || n, 'watcher' || n || '@example.org', 'none', 'EN', now() FROM generate_series(1, 2000) n
       RETURNING id`,
    );
    await api.db.pool.query(
      `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause)
       SELECT t.id, a.id, t.community_id, 'WATCHING', 'CHOSEN' FROM threads t, unnest($2::uuid[]) AS a (id) WHERE t.id = $1`,
      [thread, rows.map(({ id }) => id)],
    );
    const [first, second] = [await api.aReply(bob, thread), await api.aReply(bob, thread)];
    await Promise.all([fanout.run(thread, first.id), elsewhere[0]?.run(thread, second.id)]);
    const told = await api.db.pool.query<{ people: string; told: string }>(
      `SELECT count(DISTINCT account_id) AS people, sum(count) AS told FROM notifications WHERE thread_id = $1`,
      [thread],
    );
    expect(told.rows).toEqual([{ people: '2001', told: '4002' }]);
  });
});

it('a thread that is read while its telling is on its way is not unread in the end, whichever comes first', async () => {
  const thread = await api.aThread(ann, scene.open);
  await fanout.run(thread);
  for (let round = 0; round < 200; round += 1) {
    const { id, number } = await api.aReply(bob, thread);
    await Promise.all([fanout.run(thread, id), api.call(ann, 'markRead', { threadId: thread, number }, '{ id }')]);
    const { rows } = await api.db.pool.query('SELECT 1 FROM notifications WHERE thread_id = $1 AND read_at IS NULL', [
      thread,
    ]);
    if (rows.length > 0) throw new Error(`Round ${round} left a bell.`);
  }
  expect((await inboxOf(api, ann)).filter((told) => told.thread?.id === thread && told.readAt === null)).toEqual([]);
});

describe('what the inbox says', () => {
  /** The same numbers for the same seed. */
  const dice =
    (seed: number) =>
    (sides: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * sides);
    };

  it.each([1, 2, 3])('agrees with the count of what is unread after every act (seed %i)', async (seed) => {
    const roll = dice(seed);
    const eve = await api.person(`Eve ${seed}`);
    for (const slug of [scene.open, scene.hidden]) await api.join(eve, slug);
    const threads: string[] = [];
    const posts: { id: string; thread: string; by: Person }[] = [];
    const acts: (() => Promise<unknown>)[] = [
      async () => threads.push(await api.aThread(roll(2) ? eve : bob, roll(2) ? scene.open : scene.hidden)),
      () => write('A reply.'),
      () => write(mention(eve, 'Eve')),
      () => write('> [Eve](#post-1): said\n\nYes'),
      () =>
        api.call(eve, 'watchThread', { threadId: one(threads), level: one(['WATCHING', 'NORMAL', 'MUTED']) }, '{ id }'),
      () =>
        api.call(
          eve,
          'watchCommunity',
          { slug: one([scene.open, scene.hidden]), level: one(['WATCHING', 'NORMAL', 'MUTED']) },
          '{ id }',
        ),
      () => api.call(eve, 'markRead', { threadId: one(threads), number: 1 + roll(6) }, '{ id }'),
      () =>
        api.get(eve, `mutation { markUnread(input: { threadId: "${one(threads)}", number: ${1 + roll(6)} }) { id } }`),
      async () => api.call(eve, 'markNotificationsRead', { ids: [await oneTold()] }, ''),
      async () => api.get(eve, `mutation { markNotificationsUnread(input: { ids: ["${await oneTold()}"] }) }`),
      async () => {
        const { act } = await api.get<{ act: string }>(eve, 'mutation { markAllNotificationsRead { act } }');
        if (roll(2)) await api.get(eve, 'mutation ($act: ID!) { undoMarkAllNotificationsRead(act: $act) }', { act });
      },
      async () => {
        const post = one(posts);
        await api.call(post.by, 'deletePost', { postId: post.id }, '{ id }');
      },
      async () => {
        await api.leave(eve, scene.hidden);
        await agree();
        await api.join(eve, scene.hidden);
      },
    ];
    const one = <T>(all: readonly T[]): T => all[roll(all.length)] as T;
    const oneTold = async () => one(await inboxOf(api, eve))?.id ?? v7();
    const write = async (body: string) => {
      const thread = one(threads);
      const { id } = await api.aReply(bob, thread, body);
      posts.push({ id, thread, by: bob });
    };
    const agree = async () => {
      const list = await inboxOf(api, eve);
      const total = await api.get<{ totalCount: number }>(eve, '{ notifications(first: 1) { totalCount } }');
      const unread = await api.get<{ totalCount: number }>(
        eve,
        '{ notifications(first: 1, unreadOnly: true) { totalCount } }',
      );
      expect([total.totalCount, unread.totalCount]).toEqual([
        list.length,
        list.filter(({ readAt }) => readAt === null).length,
      ]);
      expect(await unreadOf(api, eve)).toBe(unread.totalCount);
    };
    await acts[0]?.();
    await acts[1]?.();
    for (let n = 0; n < 60; n += 1) {
      await one(acts)();
      if (roll(3) > 0) await deliver(api, { only: /^(notify-when-(thread|reply|post)|withdraw-)/ });
      await agree();
    }
  });
});
