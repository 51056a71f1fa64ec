import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v4, v7 } from 'uuid';
import { Viewer } from '#identity';
import {
  aScene,
  firstPost as firstPostOf,
  PARTS,
  refusal,
  tooManyMentions,
  value,
  type Scene,
} from '../testing/scene.js';
import type { TestAnswer } from '../testing/test-api.js';

let scene: Scene;
let threadId: string;
let secretId: string;

beforeAll(async () => {
  scene = await aScene();
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  threadId = await scene.api.aThread(scene.ann, scene.open);
  secretId = await scene.api.aThread(scene.ann, scene.hidden);
});

const firstPost = (id: string): Promise<{ id: string }> => firstPostOf(scene.api, scene.ann, id);
const reply = (viewer: Viewer, input: object) => scene.api.call(viewer, 'reply', input, PARTS);
const edit = (viewer: Viewer, input: object) => scene.api.call(viewer, 'editPost', input, PARTS);
const remove = (viewer: Viewer, postId: string) => scene.api.call(viewer, 'deletePost', { postId }, PARTS);
const numbersOf = async (id: string): Promise<number[]> => {
  const rows = await scene.api.db.run<{ number: number }>(
    { name: 'numbers-of', text: 'SELECT number FROM posts WHERE thread_id = $1 ORDER BY number' },
    [id],
  );
  return rows.map(({ number }) => number);
};

describe('reply', () => {
  it('refuses nobody, the stranger and the member of another community', async () => {
    const { api, stranger, other } = scene;
    expect(value(await reply(Viewer.anonymous, { threadId, body: 'x' }))).toBe('UNAUTHENTICATED');
    expect(value(await reply(await api.person('New', { emailVerified: false }), { threadId, body: 'x' }))).toBe(
      'FORBIDDEN',
    );
    for (const person of [stranger, other]) {
      expect(value(await reply(person, { threadId, body: 'x' }))).toBe('FORBIDDEN');
      const [secret, missing] = [
        await reply(person, { threadId: secretId, body: 'x' }),
        await reply(person, { threadId: v7(), body: 'x' }),
      ];
      expect(secret).toEqual(missing);
      expect(value(secret)).toBe('NOT_FOUND');
    }
    expect(await numbersOf(secretId)).toEqual([1]);
  });

  it.each([
    ['threadId', { threadId: 'x' }],
    ['body', { body: '' }],
    ['body', { body: '\u0000' }],
    ['body', { body: 'x\udfff' }],
    ['body', { body: 'x'.repeat(40_001) }],
    ['body', { body: tooManyMentions() }],
    ['id', { id: v4() }],
    ['id', { id: 'null' }],
    ['inReplyTo', { inReplyTo: 'x' }],
    ['inReplyTo', { inReplyTo: v7() }],
  ])('names %s in bad input', async (field, change) => {
    const { ann } = scene;
    const answer = await reply(ann, { threadId, body: 'x', ...change });
    expect(refusal(answer)).toEqual(['BAD_USER_INPUT', [field]]);
    expect(await numbersOf(threadId)).toEqual([1]);
  });

  it('takes the next number, names what it answers, and moves the thread up', async () => {
    const { api, bob } = scene;
    const first = await firstPost(threadId);
    const { data } = await reply(bob, { threadId, body: 'I do.', inReplyTo: first.id });
    expect(data?.['reply']).toMatchObject({
      threadId,
      number: 2,
      body: 'I do.',
      bodyHtml: '<p>I do.</p>',
      revision: 1,
      author: { name: 'Bob' },
      deleted: false,
      editedAt: null,
      inReplyTo: { id: first.id, number: 1, author: { name: 'Ann' } },
      viewerCan: { edit: true, delete: true },
    });
    expect(
      await api.get(
        Viewer.anonymous,
        'query ($id: ID!) { thread(id: $id) { lastNumber replyCount lastAuthor { name } } }',
        { id: threadId },
      ),
    ).toEqual({
      lastNumber: 2,
      replyCount: 1,
      lastAuthor: { name: 'Bob' },
    });
  });

  it('refuses to answer a post of another thread', async () => {
    const { ann } = scene;
    const secret = await firstPost(secretId);
    const answer = await reply(ann, { threadId, body: 'x', inReplyTo: secret.id });
    expect(answer.details?.fields).toHaveProperty('inReplyTo');
  });

  it('refuses what is archived, and whoever has left', async () => {
    const { api, ann, bob, open, hidden } = scene;
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    expect(value(await reply(ann, { threadId, body: 'x' }))).toBe('FORBIDDEN');
    await api.community(open);
    await api.leave(bob, open);
    await api.leave(bob, hidden);
    expect(value(await reply(bob, { threadId, body: 'x' }))).toBe('FORBIDDEN');
    expect(value(await reply(bob, { threadId: secretId, body: 'x' }))).toBe('NOT_FOUND');
    await api.join(bob, open);
    await api.join(bob, hidden);
  });

  it('gives numbers without gap or double to 16 writers at once', async () => {
    const { api, open } = scene;
    const writers = await Promise.all(Array.from({ length: 16 }, (_, n) => api.person(`Writer ${n}`)));
    for (const writer of writers) await api.join(writer, open);
    await Promise.all(
      writers.map(async (writer) => {
        for (let n = 0; n < 5; n += 1) {
          // A refused one in between must leave no gap.
          if (n === 2) await reply(writer, { threadId, body: 'x', inReplyTo: v7() });
          await api.aReply(writer, threadId, `Reply ${n}`);
        }
      }),
    );
    expect(await numbersOf(threadId)).toEqual(Array.from({ length: 81 }, (_, n) => n + 1));
    const times = await api.db.run<{ at: string }>(
      { name: 'times-of', text: 'SELECT created_at AS at FROM posts WHERE thread_id = $1 ORDER BY created_at, number' },
      [threadId],
    );
    expect(times).toHaveLength(81);
    const sorted = await api.db.run<{ number: number }>(
      { name: 'by-time', text: 'SELECT number FROM posts WHERE thread_id = $1 ORDER BY created_at, number' },
      [threadId],
    );
    expect(sorted.map(({ number }) => number)).toEqual(await numbersOf(threadId));
  });

  it('makes one post of one id, however often and however much at once it is sent', async () => {
    const { api, bob } = scene;
    const input = { id: v7(), threadId, body: 'Once.' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => reply(bob, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(value(answer))))).toHaveProperty('size', 1);
    expect(answers[0]?.data?.['reply']).toMatchObject({ id: input.id, number: 2 });
    expect(await numbersOf(threadId)).toEqual([1, 2]);
    const jobs = await api.db.run(
      { name: 'jobs-of', text: `SELECT 1 FROM graphile_worker._private_jobs WHERE payload ->> 'postId' = $1` },
      [input.id],
    );
    expect(jobs).toHaveLength(1);
  });

  it('gives a repeated call the present state, also in a community archived meanwhile', async () => {
    const { api, bob, open } = scene;
    const input = { id: v7(), threadId, body: 'Once.' };
    await reply(bob, input);
    await edit(bob, { postId: input.id, body: 'Twice.', expectedRevision: 1 });
    expect((await reply(bob, input)).data?.['reply']).toMatchObject({ body: 'Twice.', revision: 2 });
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    expect((await reply(bob, input)).data?.['reply']).toMatchObject({ body: 'Twice.', viewerCan: { edit: false } });
    expect(value(await reply(bob, { ...input, id: v7() }))).toBe('FORBIDDEN');
    await api.community(open);
    await remove(bob, input.id);
    expect((await reply(bob, input)).data?.['reply']).toMatchObject({ body: '', deleted: true });
  });

  it('says of a repeated call that it is kept once the disk has what the first one wrote, which may not have waited', async () => {
    const { api, bob } = scene;
    const input = { id: v7(), threadId, body: 'Once.' };
    await reply(bob, input);
    const repeated = await api.statementsOf(() => reply(bob, input));
    expect(repeated).toContain('tx-reach-disk');
  });

  it('gives a repeated call nothing once the person may no longer read', async () => {
    const { api, bob, hidden } = scene;
    const input = { id: v7(), threadId: secretId, body: 'Once.' };
    await reply(bob, input);
    await api.leave(bob, hidden);
    expect(value(await reply(bob, input))).toBe('NOT_FOUND');
    await api.join(bob, hidden);
    expect((await reply(bob, input)).data?.['reply']).toMatchObject({ id: input.id });
  });

  it('says the same of an id that was used for anything else, whoever did', async () => {
    const { api, ann, bob, open } = scene;
    const input = { id: v7(), threadId, body: 'Once.' };
    await reply(bob, input);
    const made = await api.aReply(bob, threadId);
    const collisions = [
      await reply(ann, input),
      await reply(bob, { ...input, body: 'Other.' }),
      await reply(bob, { ...input, threadId: secretId }),
      await api.call(bob, 'startThread', { id: input.id, communitySlug: open, title: 'T', body: 'Once.' }, '{ id }'),
      // An id that the server made itself, for this very person or another.
      await reply(bob, { ...input, id: made.id }),
      await reply(ann, { ...input, id: made.id }),
    ];
    expect(new Set(collisions.map(({ code, details }) => JSON.stringify([code, details]))).size).toBe(1);
    expect(collisions[0]).toMatchObject({ code: 'BAD_USER_INPUT', details: { fields: { id: expect.any(String) } } });
  });

  it('leaves an id free when the call was refused', async () => {
    const { api, bob, open } = scene;
    const input = { id: v7(), threadId, body: 'Later.' };
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    expect(value(await reply(bob, input))).toBe('FORBIDDEN');
    await api.community(open);
    expect((await reply(bob, input)).data?.['reply']).toMatchObject({ id: input.id });
  });

  it('counts twenty in the first day of an account, and no repeated call', async () => {
    const { api, open } = scene;
    const fresh = await api.person('Fresh', { fresh: true });
    await api.join(fresh, open);
    const once = { id: v7(), threadId, body: 'x' };
    for (let n = 0; n < 5; n += 1) await reply(fresh, once);
    for (let n = 1; n < 20; n += 1) await api.aReply(fresh, threadId);
    const answer = await reply(fresh, { threadId, body: 'x' });
    expect(answer.code).toBe('RATE_LIMITED');
    expect(answer.details?.retryAfter).toBeGreaterThan(0);
  });

  it('is written once when the connection is lost under it, if it has an id; without one it is for the caller to repeat', async () => {
    const { api, bob } = scene;
    const before = await numbersOf(threadId);
    // A reply that waits for the thread's row, whose connection ends meanwhile.
    const cutOff = async (input: object): Promise<TestAnswer | Error> => {
      const holder = await api.db.pool.connect();
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM threads WHERE id = $1 FOR UPDATE', [threadId]);
      const asked = reply(bob, { threadId, body: 'x', ...input }).catch((error: Error) => error);
      for (let ended = 0; ended === 0;) {
        const { rowCount } = await api.db.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE threads%'`,
        );
        ended = rowCount ?? 0;
      }
      await holder.query('ROLLBACK');
      holder.release();
      return asked;
    };
    const id = v7();
    expect(value((await cutOff({ id })) as TestAnswer)).toMatchObject({ id, number: before.length + 1 });
    expect(await cutOff({})).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await numbersOf(threadId)).toEqual([...before, before.length + 1]);
  });

  it('refuses what waited for a lock of the thread, writes nothing of it, and leaves its id free', async () => {
    const { api, bob } = scene;
    const input = { id: v7(), threadId, body: 'Too late.' };
    const holder = await api.db.pool.connect();
    await holder.query('BEGIN');
    await holder.query('UPDATE threads SET locked = true WHERE id = $1', [threadId]);
    const asked = reply(bob, input);
    const WAITING = {
      name: 'test-waiting-replies',
      text: `SELECT pid FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE threads%'`,
    };
    while ((await api.db.run(WAITING)).length === 0) await new Promise((wait) => setTimeout(wait, 10));
    await holder.query('COMMIT');
    expect(value(await asked)).toBe('FORBIDDEN');
    expect(await numbersOf(threadId)).toEqual([1]);
    await holder.query('UPDATE threads SET locked = false WHERE id = $1', [threadId]);
    holder.release();
    expect((await reply(bob, input)).data?.['reply']).toMatchObject({ id: input.id, number: 2 });
  });

  it('takes at most eight statements, nine where it answers a post, BEGIN and COMMIT included', async () => {
    const { api, bob } = scene;
    const first = await firstPost(threadId);
    await api.aReply(bob, threadId);
    const plain = await api.statementsOf(() => reply(bob, { id: v7(), threadId, body: 'x' }));
    expect(plain.length).toBeLessThanOrEqual(8);
    const answering = await api.statementsOf(() => reply(bob, { id: v7(), threadId, body: 'x', inReplyTo: first.id }));
    expect(answering.length).toBeLessThanOrEqual(9);
  });
});
