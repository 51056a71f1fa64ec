import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { statement } from '#platform/database';
import {
  aScene,
  deliver,
  dropJobs,
  inboxOf,
  unreadOf,
  type Person,
  type Scene,
  type TestApi,
} from '../testing/test-api.js';
import { FollowFormerThreads } from './follow-former-threads.task.js';
import { ThreadCursors } from './thread-cursors.service.js';

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let carl: Person;

const tell = (): Promise<void> => deliver(api, { only: /^(notify-when-(thread|reply|post)|withdraw-)/ });
const catchUp = (): Promise<void> => api.app.get(FollowFormerThreads, { strict: false }).run();

/** What the database holds of all threads just after an upgrade: posts, and nobody who follows or has read anything. */
const UPGRADED = [
  `DELETE FROM notifications`,
  `DELETE FROM thread_watches`,
  `DELETE FROM community_preferences`,
  `DELETE FROM read_marks`,
  `DELETE FROM fanouts`,
  `INSERT INTO fanouts (subject_id, number, behind) SELECT id, last_number, true FROM threads`,
].map((text, index) => statement(`test-former-upgraded-${index}`, text));
const upgrade = async (): Promise<void> => {
  for (const step of UPGRADED) await api.db.run(step);
  await dropJobs(api);
};

const BEHIND = statement('test-former-behind', `SELECT count(*) AS count FROM fanouts WHERE behind`);
const FOLLOWS = statement(
  'test-former-follows',
  `SELECT level, cause FROM thread_watches WHERE thread_id = $1 AND account_id = $2`,
);
const MARK = statement(
  'test-former-mark',
  `SELECT number, own_after AS own FROM read_marks WHERE thread_id = $1 AND account_id = $2`,
);
const follows = (thread: string, { accountId }: Person) => api.db.run(FOLLOWS, [thread, accountId]);
const markOf = (thread: string, { accountId }: Person) => api.db.run(MARK, [thread, accountId]);
const behind = async (): Promise<number> => (await api.db.run<{ count: number }>(BEHIND))[0]?.count ?? -1;
const unread = async (person: Person, id: string): Promise<number> =>
  (await api.get<{ unread: number }>(person, 'query ($id: ID!) { thread(id: $id) { unread } }', { id })).unread;

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob } = scene);
});
afterAll(() => api.close());
beforeEach(async () => {
  carl = await api.person('Carl');
  await api.join(carl, scene.open);
});

/** Ann began it, Bob replied, Carl, and Bob once more. */
async function aThread(): Promise<string> {
  const thread = await api.aThread(ann, scene.open);
  for (const person of [bob, carl, bob]) await api.aReply(person, thread);
  return thread;
}

describe('who wrote before there was anything to follow by', () => {
  it('follows these threads, and has read up to their last word', async () => {
    const thread = await aThread();
    await upgrade();
    await catchUp();
    expect(await follows(thread, ann)).toEqual([{ level: 'WATCHING', cause: 'STARTED' }]);
    expect(await follows(thread, bob)).toEqual([{ level: 'WATCHING', cause: 'WROTE' }]);
    expect(await markOf(thread, carl)).toEqual([{ number: 3, own: 0 }]);
    expect([await unread(ann, thread), await unread(bob, thread), await unread(carl, thread)]).toEqual([3, 0, 1]);
    expect(await behind()).toBe(0);
    await catchUp();
    expect(await unread(ann, thread)).toBe(3);
  });

  it('is told of what is said before their turn has come, and of nothing older', async () => {
    const thread = await aThread();
    await upgrade();
    const { number } = await api.aReply(ann, thread);
    await tell();
    for (const person of [bob, carl])
      expect((await inboxOf(api, person)).map(({ count, number: first }) => [count, first])).toEqual([[1, number]]);
    expect(await inboxOf(api, ann)).toEqual([]);
    await catchUp();
    await tell();
    for (const person of [bob, carl]) expect(await unreadOf(api, person)).toBe(1);
  });

  it('follows nothing where they left, also when they came back, and no closed account follows', async () => {
    const thread = await aThread();
    const closed = await api.person('Closed');
    await api.join(closed, scene.open);
    await api.aReply(closed, thread);
    await api.leave(bob, scene.open);
    await api.leave(carl, scene.open);
    await api.join(carl, scene.open);
    await api.db.pool.query('UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1', [
      closed.accountId,
    ]);
    await upgrade();
    await catchUp();
    for (const person of [bob, carl, closed]) {
      expect(await follows(thread, person)).toEqual([]);
      expect(await markOf(thread, person)).toEqual([]);
    }
    await api.join(bob, scene.open);
  });

  it('keeps what they chose and marked since', async () => {
    const thread = await aThread();
    await upgrade();
    await api.call(ann, 'watchThread', { threadId: thread, level: 'MUTED' }, '{ id }');
    await api.call(bob, 'watchCommunity', { slug: scene.open, level: 'MUTED' }, '{ id }');
    await api.call(bob, 'markRead', { threadId: thread, number: 1 }, '{ id }');
    await catchUp();
    // Two of the three after the mark are Bob's own.
    expect(await markOf(thread, bob)).toEqual([{ number: 1, own: 2 }]);
    expect(await unread(bob, thread)).toBe(1);
    await api.aReply(carl, thread);
    await tell();
    for (const person of [ann, bob]) expect(await inboxOf(api, person)).toEqual([]);
  });

  it('is looked for in small transactions, the newest threads first, and a large thread by itself', async () => {
    const ids: string[] = [];
    for (const replies of [0, 4, 0]) {
      const thread = await api.aThread(ann, scene.open);
      for (let n = 0; n < replies; n += 1) await api.aReply(bob, thread);
      ids.push(thread);
    }
    await upgrade();
    await api.db.pool.query('UPDATE fanouts SET behind = false WHERE subject_id <> ALL ($1::uuid[])', [ids]);
    const cursors = api.app.get(ThreadCursors, { strict: false });
    expect(await cursors.catchUp(3)).toBe(1);
    expect(await follows(ids[2] ?? '', ann)).toHaveLength(1);
    expect(await follows(ids[1] ?? '', ann)).toEqual([]);
    expect(await cursors.catchUp(3)).toBe(1);
    expect(await follows(ids[1] ?? '', bob)).toHaveLength(1);
    expect([await cursors.catchUp(3), await cursors.catchUp(3)]).toEqual([1, 0]);
    expect(await behind()).toBe(0);
  });

  it('is found once by many at once, while people go on writing', async () => {
    const threads = await Promise.all(Array.from({ length: 6 }, aThread));
    await upgrade();
    const writing = threads.map((thread) => api.aReply(carl, thread));
    await Promise.all([catchUp(), catchUp(), ...writing]);
    await Promise.all([catchUp(), deliver(api, { only: /^notify-when-reply/, concurrency: 4 })]);
    for (const thread of threads) {
      expect(await unread(carl, thread)).toBe(await unreadByHand(thread, carl));
      expect((await inboxOf(api, ann)).find((told) => told.thread?.id === thread)?.count).toBe(1);
    }
    expect(await behind()).toBe(0);
  });

  it('knows nothing of a thread that is not there', async () => {
    expect(await api.db.tx((tx) => api.app.get(ThreadCursors, { strict: false }).hold(tx, v7()))).toBe(0);
  });
});

/** Posts of others after the mark, counted one by one. */
async function unreadByHand(thread: string, { accountId }: Person): Promise<number> {
  const { rows } = await api.db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM posts p JOIN read_marks r USING (thread_id)
     WHERE p.thread_id = $1 AND r.account_id = $2 AND p.number > r.number AND p.author_id <> $2`,
    [thread, accountId],
  );
  return rows[0]?.count ?? -1;
}
