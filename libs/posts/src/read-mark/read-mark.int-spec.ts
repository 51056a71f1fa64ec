import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pagesRead } from '../testing/pages-read.js';
import { ReadMarks } from '../testing/read-marks.js';
import { aScene, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

let scene: Scene;
let lead: Person;
let marks: ReadMarks;
let threadId: string;

beforeAll(async () => {
  scene = await aScene();
  lead = await scene.api.person('Lead');
  await scene.api.join(lead, scene.open, 'FACILITATOR');
  marks = new ReadMarks(scene.api, lead);
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  threadId = await scene.api.aThread(scene.ann, scene.open);
});

const mark = (person: Person, number: number) => marks.mark(person, threadId, number);
const unmark = (person: Person, number: number) => marks.unmark(person, threadId, number);
const unreadOf = (viewer: Person) => marks.unreadOf(viewer, threadId);

describe('read marks under way', () => {
  it('agree with the posts through 300 acts of chance', async () => {
    const { api, ann, bob } = scene;
    const people = [ann, bob, lead];
    /** Up to where each has read, as one would tell it in words. */
    const read = new Map<Person, number>([[ann, 1]]);
    // A generator of its own, so that a failure can be seen again.
    let seed = 20_261_122;
    const chance = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const posts: { id: string; author: Person; state: 'stands' | 'removed' | 'deleted' }[] = [
      { id: '', author: ann, state: 'stands' },
    ];
    const last = (): number => posts.length;
    for (let step = 0; step < 300; step += 1) {
      const person = people[chance(3)] ?? ann;
      const number = 1 + chance(last() + 1);
      const post = posts[number - 1];
      const act = chance(8);
      if (act < 4) {
        const { id } = await api.aReply(person, threadId);
        posts.push({ id, author: person, state: 'stands' });
        const between = posts.slice(read.get(person) ?? last(), -1);
        if (between.every(({ author }) => author === person)) read.set(person, last());
      } else if (act === 4) {
        await mark(person, number);
        read.set(person, Math.max(read.get(person) ?? 0, Math.min(number, last())));
      } else if (act === 5 && chance(3) === 0) {
        await unmark(person, number);
        read.set(person, Math.min(number - 1, last()));
      } else if (act === 6 && post?.id && post.state !== 'deleted') {
        await (post.state === 'stands' ? marks.remove(post.id) : marks.restore(post.id));
        post.state = post.state === 'stands' ? 'removed' : 'stands';
      } else if (act === 7 && post?.id && post.state === 'stands' && chance(2) === 0) {
        await marks.delete(post.author, post.id);
        post.state = 'deleted';
      }
      for (const reader of people) {
        const unread = posts.flatMap(({ author, state }, index) =>
          author !== reader && state === 'stands' && index >= (read.get(reader) ?? 0) ? [index + 1] : [],
        );
        expect([step, ...(await unreadOf(reader))]).toEqual([step, unread.length, unread[0] ?? null]);
      }
    }
  });

  it('lose no own post where one writes, reads and marks as unread at once', async () => {
    const { api, ann, bob } = scene;
    await marks.replies(ann, threadId, 5);
    for (let round = 0; round < 15; round += 1) {
      await Promise.all([
        api.aReply(bob, threadId),
        api.aReply(ann, threadId),
        mark(bob, 3 + round),
        unmark(bob, 2 + round),
        api.aReply(bob, threadId),
        mark(bob, 100),
      ]);
      const { rows } = await api.db.pool.query<{ own_after: number; really: string }>(
        `SELECT r.own_after, (SELECT count(*) FROM posts p WHERE p.thread_id = r.thread_id AND p.author_id = r.account_id
           AND p.number > r.number) AS really FROM read_marks r WHERE r.account_id = $1 AND r.thread_id = $2`,
        [bob.accountId, threadId],
      );
      expect(rows.map(({ own_after }) => own_after)).toEqual(rows.map(({ really }) => Number(really)));
    }
  });
});

describe('20,000 posts', () => {
  it('are counted in a few pages of the database, read to an end, in the middle or not at all', async () => {
    const { api, ann, bob, open } = scene;
    const late = await api.person('Late');
    await api.join(late, open);
    await mark(bob, 1);
    // One post a second; the last 10,000 came after Late joined.
    await api.db.pool.query(
      `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
       SELECT gen_random_uuid(), $1, n, $2, repeat('x', 300), '', 3, 1, now() + (n - 10000) * interval '1 second'
       FROM generate_series(2, 20000) n`,
      [threadId, ann.accountId],
    );
    await api.db.pool.query(
      `UPDATE threads SET last_number = 20000, created_at = now() - interval '10000 seconds', last_activity_at = now() + interval '10000 seconds' WHERE id = $1`,
      [threadId],
    );
    await api.db.pool.query(
      `UPDATE posts SET created_at = now() - interval '10000 seconds' WHERE thread_id = $1 AND number = 1`,
      [threadId],
    );
    await api.db.pool.query(
      `UPDATE memberships SET joined_at = (SELECT created_at FROM posts WHERE thread_id = $1 AND number = 10000) WHERE account_id = $2`,
      [threadId, late.accountId],
    );
    await api.db.pool.query('ANALYZE posts');
    expect(await unreadOf(bob)).toEqual([19_999, 2]);
    expect(await unreadOf(late)).toEqual([10_000, 10_001]);
    for (const person of [bob, late]) expect(await pagesRead(scene.api, () => unreadOf(person))).toBeLessThan(200);
    await mark(bob, 15_000);
    expect(await unreadOf(bob)).toEqual([5_000, 15_001]);
    await mark(bob, 20_000);
    expect(await unreadOf(bob)).toEqual([0, null]);
    expect(await pagesRead(scene.api, () => unreadOf(bob))).toBeLessThan(20);
  });
});
