import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ForgettingService } from '../inbox/forgetting.service.js';
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
import { FanoutRepository } from './fanout.repository.js';
import { FanoutService } from './fanout.service.js';

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let carl: Person;
let fanout: FanoutService;
let forgetting: ForgettingService;

const ONLY = /^(notify-when-(thread|reply|post)|withdraw-|forget-when-(member|account))/;
const tell = (): Promise<void> => deliver(api, { only: ONLY });

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob } = scene);
  fanout = api.app.get(FanoutService, { strict: false });
  forgetting = api.app.get(ForgettingService, { strict: false });
});
afterAll(() => api.close());
afterEach(() => void jest.restoreAllMocks());
beforeEach(async () => {
  await api.db.pool.query('DELETE FROM notifications');
  await api.db.pool.query('DELETE FROM community_preferences');
  carl = await api.person('Carl');
  for (const slug of [scene.open, scene.hidden]) await api.join(carl, slug);
});

const CLOSE = `UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1`;

/** A thread of ann that was told. */
async function aToldThread(slug = scene.open): Promise<string> {
  const thread = await api.aThread(ann, slug);
  await tell();
  return thread;
}

/** Something happens after it was asked who listens and before they are told. */
function meanwhile(act: () => Promise<unknown>): void {
  const rows = api.app.get(FanoutRepository, { strict: false });
  const original = rows.tell.bind(rows);
  jest.spyOn(rows, 'tell').mockImplementationOnce(async (...args) => {
    await act();
    return original(...args);
  });
}

const watch = (person: Person, threadId: string, level: string) =>
  api.call(person, 'watchThread', { threadId, level }, '{ id }');

/** Somebody leaves, and the job of that runs. */
async function leaves(person: Person, slug: string): Promise<void> {
  const { rows } = await api.db.pool.query<{ id: string }>('SELECT id FROM communities WHERE slug = $1', [slug]);
  await api.leave(person, slug);
  await forgetting.community(person.accountId, rows[0]?.id ?? '');
}

describe('while people are told', () => {
  it('whoever mutes the thread has silence', async () => {
    const thread = await aToldThread();
    await watch(carl, thread, 'WATCHING');
    const { id } = await api.aReply(bob, thread);
    meanwhile(() => watch(carl, thread, 'MUTED'));
    await fanout.run(thread, id);
    expect(await unreadOf(api, carl)).toBe(0);
  });

  it('whoever mutes the community has silence', async () => {
    const thread = await aToldThread();
    const { id } = await api.aReply(bob, thread);
    meanwhile(() => api.call(ann, 'watchCommunity', { slug: scene.open, level: 'MUTED' }, '{ id }'));
    await fanout.run(thread, id);
    expect(await unreadOf(api, ann)).toBe(0);
  });

  it('what is read of a bundle is not counted in it', async () => {
    const thread = await aToldThread();
    for (let n = 0; n < 4; n += 1) await api.aReply(bob, thread);
    meanwhile(() => api.call(ann, 'markRead', { threadId: thread, number: 3 }, '{ id }'));
    await fanout.run(thread);
    expect((await inboxOf(api, ann)).map(({ count, number }) => [count, number])).toEqual([[2, 4]]);
  });

  it('whoever leaves finds nothing of it when they come back', async () => {
    const thread = await aToldThread(scene.hidden);
    const { id } = await api.aReply(bob, thread, mention(carl, 'Carl'));
    meanwhile(() => leaves(carl, scene.hidden));
    await fanout.run(thread, id);
    await api.join(carl, scene.hidden);
    expect(await inboxOf(api, carl)).toEqual([]);
  });

  it('nothing is kept for an account that closes', async () => {
    const thread = await aToldThread();
    await watch(carl, thread, 'WATCHING');
    const { id } = await api.aReply(bob, thread);
    meanwhile(async () => {
      await api.db.pool.query(CLOSE, [carl.accountId]);
      await forgetting.account(carl.accountId);
    });
    await fanout.run(thread, id);
    const { rows } = await api.db.pool.query('SELECT 1 FROM notifications WHERE account_id = $1', [carl.accountId]);
    expect(rows).toEqual([]);
  });

  it('whoever mutes the thread has silence, also when an edit mentions them', async () => {
    const thread = await aToldThread();
    const { id } = await api.aReply(bob, thread, 'Nobody');
    await tell();
    meanwhile(() => watch(carl, thread, 'MUTED'));
    await api.call(bob, 'editPost', { postId: id, body: mention(carl, 'Carl'), expectedRevision: 1 }, '{ id }');
    await tell();
    expect(await unreadOf(api, carl)).toBe(0);
  });
});

it.each([false, true])(
  'whoever wrote and left follows nothing there, whichever job ran first (back: %s)',
  async (isBack) => {
    const thread = await aToldThread();
    await api.aReply(carl, thread);
    await leaves(carl, scene.open);
    if (isBack) await api.join(carl, scene.open);
    await tell();
    await api.aReply(bob, thread);
    await tell();
    expect(await inboxOf(api, carl)).toEqual([]);
  },
);
