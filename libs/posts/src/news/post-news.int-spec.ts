import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { statement } from '#platform/database';
import { hasRead } from '../read-mark/read-mark.repository.js';
import { ReadMarkService } from '../read-mark/read-mark.service.js';
import { aScene, firstPost, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';
import { PostNews } from './post-news.service.js';

let scene: Scene;
let news: PostNews;
let threadId: string;
let communityId: string;

beforeAll(async () => {
  scene = await aScene();
  news = scene.api.app.get(PostNews, { strict: false });
  communityId = await scene.api.community(scene.open);
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  threadId = await scene.api.aThread(scene.ann, scene.open, 'First.', 'Models');
});

const mark = (person: Person, number: number, id = threadId): Promise<boolean> =>
  scene.api.db.tx((tx) => scene.api.app.get(ReadMarkService, { strict: false }).mark(tx, person.accountId, id, number));
const now = async (): Promise<string> => {
  const [row] = await scene.api.db.run<{ at: string }>(statement('test-now', 'SELECT clock_timestamp() AS at'));
  return row?.at ?? '';
};
const waiting = async (): Promise<void> => {
  for (let looks = 0; looks < 500; looks += 1) {
    const { rowCount } = await scene.api.db.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits.');
};
const LONG_AGO = '2000-01-01T00:00:00Z';

describe('PostNews', () => {
  it('knows threads by id, and none that are not there', async () => {
    const { ann } = scene;
    const facts = { id: threadId, communityId, title: 'Models', authorId: ann.accountId, lastNumber: 1, locked: false };
    expect(await news.thread(threadId)).toEqual(facts);
    expect(await news.thread(v7())).toBeNull();
    expect(await news.threads([threadId, v7()])).toEqual(new Map([[threadId, facts]]));
    expect(await scene.api.statementsOf(() => news.threads([]))).toEqual([]);
  });

  it('tells the posts after a number in order, without a word of what does not stand', async () => {
    const { api, ann, bob } = scene;
    const lead = await api.person('Lead');
    await api.join(lead, scene.open, 'FACILITATOR');
    const { id: firstId } = await firstPost(api, ann, threadId);
    const { data } = await api.call(bob, 'reply', { threadId, body: '*Yes.*', inReplyTo: firstId }, '{ id }');
    const second = (data as unknown as { reply: { id: string } }).reply.id;
    const third = await api.aReply(bob, threadId, 'To be removed.');
    const fourth = await api.aReply(bob, threadId, 'To be deleted.');
    await api.call(lead, 'removePost', { postId: third.id, reason: 'Off topic.' }, '{ id }');
    await api.call(bob, 'deletePost', { postId: fourth.id }, '{ id }');
    const posts = await news.after(threadId, 1, 10);
    const common = { threadId, authorId: bob.accountId, createdAt: expect.any(String) };
    const gone = { ...common, body: '', bodyHtml: '', stands: false, answeredNumber: null, answeredAuthorId: null };
    expect(posts).toEqual([
      {
        ...common,
        id: second,
        number: 2,
        body: '*Yes.*',
        bodyHtml: '<p><em>Yes.</em></p>',
        stands: true,
        answeredNumber: 1,
        answeredAuthorId: ann.accountId,
      },
      { ...gone, id: third.id, number: 3 },
      { ...gone, id: fourth.id, number: 4 },
    ]);
    expect((await news.after(threadId, 0, 2)).map(({ number }) => number)).toEqual([1, 2]);
    expect(await news.after(threadId, 4, 10)).toEqual([]);
    expect(await news.post(second)).toEqual({ ...posts[0], communityId });
    expect(await news.post(third.id)).toMatchObject({ stands: false, body: '' });
    expect(await news.post(v7())).toBeNull();
    expect(await news.authorsOf(threadId, [1, 2, 99])).toEqual(
      new Map([
        [1, ann.accountId],
        [2, bob.accountId],
      ]),
    );
  });

  it('sees in a transaction what that transaction wrote', async () => {
    const { api } = scene;
    await api.db.tx(async (tx) => {
      await tx.run(statement('test-news-title', `UPDATE threads SET title = 'Within' WHERE id = $1`), [threadId]);
      expect((await news.thread(threadId, tx))?.title).toBe('Within');
      expect((await news.thread(threadId))?.title).toBe('Models');
    });
  });

  it('gives the first post that stands from each of these places on', async () => {
    const { api, ann, bob } = scene;
    const [second, third] = [
      await api.aReply(bob, threadId, 'x'.repeat(500)),
      await api.aReply(ann, threadId, '**Bold** words.'),
    ];
    await api.call(bob, 'deletePost', { postId: second.id }, '{ id }');
    const other = await api.aThread(ann, scene.open, 'word '.repeat(100));
    const asked = [
      { threadId, number: 2 },
      { threadId, number: 3 },
      { threadId, number: 4 },
      { threadId: other, number: 1 },
    ];
    const found = await news.beginnings(asked);
    const words = { postId: third.id, number: 3, authorId: ann.accountId, excerpt: 'Bold words.' };
    expect(found.get(`${threadId}/2`)).toEqual(words);
    expect(found.get(`${threadId}/3`)).toEqual(words);
    expect(found.get(`${threadId}/4`)).toBeUndefined();
    expect(found.get(`${other}/1`)?.excerpt.length).toBeLessThanOrEqual(200);
    expect(await api.statementsOf(() => news.beginnings(asked))).toHaveLength(1);
  });
});

describe('unreadSince', () => {
  let reader: Person;
  const unread = (since: string, limit = 20, slugIds = [communityId]) =>
    news.unreadSince(
      slugIds.map((id) => ({ accountId: reader.accountId, communityId: id, since })),
      limit,
    );

  beforeEach(async () => {
    reader = await scene.api.person('Reader');
    await scene.api.join(reader, scene.open);
    threadId = await scene.api.aThread(scene.ann, scene.open, 'First.', 'Models');
  });

  it('tells what the thread tells of itself, the newest activity first, in one statement', async () => {
    const { api, ann, bob } = scene;
    const second = await api.aThread(bob, scene.open, 'x', 'Second');
    await api.aReply(bob, threadId);
    await mark(reader, 1);
    const rest = { accountId: reader.accountId, communityId, lastActivityAt: expect.any(String) };
    expect(await unread(LONG_AGO)).toEqual([
      {
        ...rest,
        threadId,
        title: 'Models',
        authorId: ann.accountId,
        firstUnread: 2,
        lastNumber: 2,
        unread: 1,
        replyCount: 1,
        answered: true,
      },
      {
        ...rest,
        threadId: second,
        title: 'Second',
        authorId: bob.accountId,
        firstUnread: 1,
        lastNumber: 1,
        unread: 1,
        replyCount: 0,
        answered: false,
      },
    ]);
    expect((await unread(LONG_AGO, 1)).map((thread) => thread.threadId)).toEqual([threadId]);
    expect(await api.statementsOf(() => unread(LONG_AGO))).toEqual(['unread-since']);
    expect(await api.statementsOf(() => unread(LONG_AGO, 20, []))).toEqual([]);
  });

  it('leaves out what is read, own, gone, older, or elsewhere', async () => {
    const { api, ann, bob, hidden } = scene;
    const hiddenId = await api.community(hidden, 'PRIVATE');
    await api.aThread(ann, hidden);
    expect(await unread(LONG_AGO, 20, [hiddenId])).toEqual([]);
    const moment = await now();
    expect(await unread(moment)).toEqual([]);
    const reply = await api.aReply(bob, threadId);
    expect((await unread(moment)).map(({ firstUnread, unread: count }) => [firstUnread, count])).toEqual([[1, 2]]);
    await api.call(bob, 'deletePost', { postId: reply.id }, '{ id }');
    expect(await unread(moment)).toEqual([]);
    await api.aReply(reader, threadId);
    expect(await unread(LONG_AGO)).toEqual([]);
    await api.aReply(ann, threadId);
    expect(await unread(LONG_AGO)).toMatchObject([{ threadId, firstUnread: 4, unread: 1, lastNumber: 4 }]);
    await mark(reader, 4);
    expect(await unread(LONG_AGO)).toEqual([]);
  });

  it('begins for who joined midway with what came then', async () => {
    const { api, ann } = scene;
    const late = await api.person('Late');
    await api.aReply(ann, threadId);
    await api.join(late, scene.open);
    const found = () => news.unreadSince([{ accountId: late.accountId, communityId, since: LONG_AGO }], 20);
    expect(await found()).toEqual([]);
    await api.aReply(ann, threadId);
    expect(await found()).toMatchObject([{ threadId, firstUnread: 3, unread: 1 }]);
  });

  it('tells each of many readers their own, and no more than so many, in one statement', async () => {
    const { api, ann, bob } = scene;
    const second = await api.aThread(bob, scene.open, 'x', 'Second');
    await mark(bob, 1);
    const since = await now();
    await api.aReply(ann, threadId);
    await api.aReply(ann, second);
    await mark(reader, 1, second);
    const places = [reader, bob, ann].map(({ accountId }) => ({ accountId, communityId, since }));
    const found = async (limit: number) =>
      Map.groupBy(await news.unreadSince(places, limit), ({ accountId }) => accountId);
    const told = ({ accountId }: Person, all: Awaited<ReturnType<typeof found>>) =>
      all.get(accountId)?.map((thread) => [thread.threadId, thread.firstUnread, thread.unread]);
    const all = await found(20);
    expect(told(reader, all)).toEqual([
      [second, 2, 1],
      [threadId, 1, 2],
    ]);
    expect(told(bob, all)).toEqual([
      [second, 2, 1],
      [threadId, 2, 1],
    ]);
    expect(told(ann, all)).toBeUndefined();
    const newest = await found(1);
    for (const person of [reader, bob]) expect(told(person, newest)).toEqual([[second, 2, 1]]);
    expect(await api.statementsOf(() => found(20))).toEqual(['unread-since']);
  });

  it('keeps posts that stand until the end of a transaction, and knows those that do not', async () => {
    const { api, ann } = scene;
    const [kept, gone] = [await api.aReply(ann, threadId, 'Stays.'), await api.aReply(ann, threadId, 'Goes.')];
    await api.call(ann, 'deletePost', { postId: gone.id }, '{ id }');
    const order: string[] = [];
    let deleting: Promise<unknown> = Promise.resolve();
    await api.db.tx(async (tx) => {
      expect(await news.holdStanding(tx, [kept.id, gone.id, v7()])).toEqual(new Set([kept.id]));
      deleting = api.call(ann, 'deletePost', { postId: kept.id }, '{ id }').then(() => order.push('deleted'));
      await waiting();
      order.push('written');
    });
    await deleting;
    expect(order).toEqual(['written', 'deleted']);
  });
});

describe('hasRead', () => {
  const READ = statement(
    'test-has-read',
    `SELECT n FROM generate_series(1, 4) AS n WHERE ${hasRead('$1::uuid', '$2::uuid', 'n')} ORDER BY n`,
  );
  const read = async (person: Person) =>
    (await scene.api.db.run<{ n: number }>(READ, [threadId, person.accountId])).map(({ n }) => n);

  it('says in SQL what is read by a mark, and nothing without one', async () => {
    const { api, ann, bob } = scene;
    for (let n = 0; n < 3; n += 1) await api.aReply(ann, threadId);
    expect(await read(bob)).toEqual([]);
    await mark(bob, 2);
    expect(await read(bob)).toEqual([1, 2]);
    expect(await read(ann)).toEqual([1, 2, 3, 4]);
  });
});
