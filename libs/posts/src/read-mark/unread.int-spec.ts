import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { AccountClosed, Viewer } from '#identity';
import { ReadMarks } from '../testing/read-marks.js';
import { aScene, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';
import { ForgetReadMarksWhenAccountClosed } from './forget-read-marks-when-account-closed.handler.js';

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

const mark = (person: Person, number: number, id = threadId) => marks.mark(person, id, number);
const unmark = (person: Person, number: number, id = threadId) => marks.unmark(person, id, number);
const unreadOf = (viewer: Viewer, id = threadId) => marks.unreadOf(viewer, id);
const replies = (person: Person, count: number, id = threadId) => marks.replies(person, id, count);
const rowOf = (person: Person) => marks.rowOf(person, threadId);

describe('Thread.unread', () => {
  it('is null for nobody and 0 for who is no member; who may not read gets no thread', async () => {
    const { api, ann, stranger, other, hidden } = scene;
    expect(await unreadOf(Viewer.anonymous)).toEqual([null, null]);
    for (const person of [stranger, other]) expect(await unreadOf(person)).toEqual([0, null]);
    const secret = await api.aThread(ann, hidden);
    for (const viewer of [Viewer.anonymous, stranger, other])
      expect((await api.ask(viewer, 'query ($id: ID!) { thread(id: $id) { unread } }', { id: secret })).code).toBe(
        'NOT_FOUND',
      );
  });

  it('counts for a member all that others wrote since they joined', async () => {
    const { bob, ann } = scene;
    expect(await unreadOf(ann)).toEqual([0, null]);
    expect(await unreadOf(bob)).toEqual([1, 1]);
    await replies(ann, 2);
    expect(await unreadOf(bob)).toEqual([3, 1]);
    expect(await unreadOf(lead)).toEqual([3, 1]);
    expect(await mark(bob, 2)).toBe(true);
    expect(await unreadOf(bob)).toEqual([1, 3]);
    expect(await unreadOf(lead)).toEqual([3, 1]);
  });

  it('is never an own post, also where the mark knows of none that came after it', async () => {
    const { api, ann, bob } = scene;
    await replies(bob, 1);
    // As marks are made of threads that were there before them, until their writers are marked.
    await api.db.pool.query('DELETE FROM read_marks WHERE account_id = $1 AND thread_id = $2', [
      bob.accountId,
      threadId,
    ]);
    expect(await mark(bob, 1)).toBe(true);
    await api.db.pool.query('UPDATE read_marks SET own_after = 0 WHERE account_id = $1 AND thread_id = $2', [
      bob.accountId,
      threadId,
    ]);
    expect(await unreadOf(bob)).toEqual([0, null]);
    await replies(ann, 1);
    expect((await unreadOf(bob))[1]).toBe(3);
  });

  it('goes forward only, to the newest post at most, and nowhere where there is no thread', async () => {
    const { ann, bob } = scene;
    await replies(ann, 2);
    expect(await mark(bob, 2)).toBe(true);
    for (const number of [0, 1, 2]) expect(await mark(bob, number)).toBe(false);
    expect(await mark(bob, 1_000)).toBe(true);
    expect(await rowOf(bob)).toEqual([3, 0]);
    await replies(ann, 1);
    expect(await unreadOf(bob)).toEqual([1, 4]);
    expect(await mark(bob, 1, v7())).toBe(false);
  });

  it('begins again where it is marked unread, before a mark and after', async () => {
    const { ann, bob } = scene;
    await replies(ann, 3);
    await unmark(lead, 3);
    expect(await unreadOf(lead)).toEqual([2, 3]);
    await mark(bob, 4);
    await unmark(bob, 1);
    expect(await unreadOf(bob)).toEqual([4, 1]);
    await unmark(bob, 1_000);
    expect(await unreadOf(bob)).toEqual([0, null]);
    await unmark(bob, 1, v7());
  });

  it('passes over own posts, also in between', async () => {
    const { ann, bob } = scene;
    await mark(bob, 1);
    await replies(ann, 1);
    await replies(bob, 2);
    await replies(ann, 1);
    expect(await rowOf(bob)).toEqual([1, 2]);
    expect(await unreadOf(bob)).toEqual([2, 2]);
    await mark(bob, 3);
    expect(await rowOf(bob)).toEqual([3, 1]);
    expect(await unreadOf(bob)).toEqual([1, 5]);
    await unmark(bob, 1);
    expect(await rowOf(bob)).toEqual([0, 2]);
    expect(await unreadOf(bob)).toEqual([3, 1]);
    await mark(bob, 5);
    expect(await rowOf(bob)).toEqual([5, 0]);
  });

  it('takes whoever writes for one who has read: all where they had no mark, else what they had read', async () => {
    const { ann, bob } = scene;
    await replies(ann, 1);
    expect(await rowOf(ann)).toEqual([2, 0]);
    await replies(bob, 1);
    expect(await rowOf(bob)).toEqual([3, 0]);
    await replies(bob, 1);
    expect(await rowOf(bob)).toEqual([4, 0]);
    await replies(ann, 1);
    await replies(bob, 1);
    expect(await rowOf(bob)).toEqual([4, 1]);
    expect(await unreadOf(bob)).toEqual([1, 5]);
    await mark(bob, 5);
    await replies(bob, 1);
    expect(await rowOf(bob)).toEqual([7, 0]);
  });

  it('leaves out tombstones and what was removed, and has it again when it is restored', async () => {
    const { ann, bob } = scene;
    await mark(bob, 1);
    const [second = '', third = '', fourth = ''] = await replies(ann, 3);
    await marks.delete(ann, second);
    expect(await unreadOf(bob)).toEqual([2, 3]);
    await marks.remove(third);
    expect(await unreadOf(bob)).toEqual([1, 4]);
    await marks.remove(fourth);
    expect(await unreadOf(bob)).toEqual([0, null]);
    await marks.restore(third);
    expect(await unreadOf(bob)).toEqual([1, 3]);
    // What an own post was taken back, or was removed, makes nothing new either.
    const [own = '', last = ''] = await replies(bob, 2);
    await marks.delete(bob, own);
    await marks.remove(last);
    expect(await unreadOf(bob)).toEqual([1, 3]);
    await mark(bob, 3);
    await marks.restore(fourth);
    expect(await unreadOf(bob)).toEqual([1, 4]);
    await mark(bob, 4);
    await marks.remove(third);
    expect(await unreadOf(bob)).toEqual([0, null]);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('begins for who joins after %i of six posts with what came then', async (before) => {
    const { api, ann, open } = scene;
    const late = await api.person('Late');
    const id = before === 0 ? null : threadId;
    if (id !== null) await replies(ann, before - 1);
    await api.join(late, open);
    const there = id ?? (await api.aThread(ann, open));
    await replies(ann, 6 - Math.max(before, 1), there);
    expect(await unreadOf(late, there)).toEqual(before === 6 ? [0, null] : [6 - before, before + 1]);
  });

  it('keeps the mark of who leaves and comes back, and lets it count outside where one may read', async () => {
    const { api, ann, open } = scene;
    const guest = await api.person('Guest');
    await api.join(guest, open);
    await mark(guest, 1);
    await api.leave(guest, open);
    await replies(ann, 2);
    expect(await unreadOf(guest)).toEqual([2, 2]);
    await api.join(guest, open);
    await replies(ann, 1);
    expect(await unreadOf(guest)).toEqual([3, 2]);
    const fresh = await api.aThread(ann, open);
    expect(await unreadOf(guest, fresh)).toEqual([1, 1]);
  });

  it('is right after a reply in the same request', async () => {
    const { api, ann, bob } = scene;
    await replies(ann, 1);
    const both = await api.ask(
      bob,
      `mutation ($input: ReplyInput!, $again: ReplyInput!) {
         a: reply(input: $input) { thread { unread firstUnreadNumber lastNumber } }
         b: reply(input: $again) { thread { unread firstUnreadNumber lastNumber } } }`,
      { input: { threadId, body: 'One.' }, again: { threadId, body: 'Two.' } },
    );
    const nothing = { unread: 0, firstUnreadNumber: null };
    expect(both.data).toEqual({
      a: { thread: { ...nothing, lastNumber: 3 } },
      b: { thread: { ...nothing, lastNumber: 4 } },
    });
  });

  it('costs a list one statement, however many threads it has, and one more where posts must be looked at', async () => {
    const { api, ann, bob, open } = scene;
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await api.aThread(ann, open));
    const list = (fields: string, first: number) => () =>
      api.get(
        bob,
        `query ($slug: String!, $first: Int) { community(slug: $slug) { threads(first: $first) { edges { node { title ${fields} } } } } }`,
        {
          slug: open,
          first,
        },
      );
    await list('unread', 5)();
    const costs = async (more: string[]): Promise<void> => {
      for (const first of [2, 5]) {
        const plain = await api.statementsOf(list('', first));
        const marked = await api.statementsOf(list('unread firstUnreadNumber', first));
        expect(marked.filter((name) => !plain.includes(name))).toEqual(more);
        expect(marked).toHaveLength(plain.length + more.length);
      }
    };
    await costs(['unread-begun']);
    for (const id of ids) {
      const [replyId = ''] = await replies(ann, 1, id);
      await marks.delete(ann, replyId);
    }
    await costs(['unread-begun', 'unread-of-threads']);
  });

  it('is forgotten when the account is closed, and may be forgotten twice', async () => {
    const { api, ann, open } = scene;
    const gone = await api.person('Gone');
    await api.join(gone, open);
    await mark(gone, 1);
    expect(await rowOf(gone)).toEqual([1, 0]);
    const handler = api.app.get(ForgetReadMarksWhenAccountClosed, { strict: false });
    for (let n = 0; n < 2; n += 1) await handler.handle(new AccountClosed(gone.accountId));
    expect(await rowOf(gone)).toBeNull();
    expect(await rowOf(ann)).toEqual([1, 0]);
  });
});
