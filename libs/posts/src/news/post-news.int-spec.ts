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
      reader.accountId,
      slugIds.map((id) => ({ communityId: id, since })),
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
    const rest = { communityId, lastActivityAt: expect.any(String) };
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
    const found = () => news.unreadSince(late.accountId, [{ communityId, since: LONG_AGO }], 20);
    expect(await found()).toEqual([]);
    await api.aReply(ann, threadId);
    expect(await found()).toMatchObject([{ threadId, firstUnread: 3, unread: 1 }]);
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
