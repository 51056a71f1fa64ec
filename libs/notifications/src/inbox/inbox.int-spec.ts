import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import {
  aScene,
  deliver,
  inboxOf,
  markNotifications,
  markThreadTo,
  mention,
  PARTS,
  refusal,
  unreadOf,
  value,
  type Person,
  type Scene,
  type TestApi,
} from '../testing/test-api.js';

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let stranger: Person;
let other: Person;

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob, stranger, other } = scene);
});
afterAll(() => api.close());
beforeEach(() => api.db.pool.query('DELETE FROM notifications'));

const tell = (): Promise<void> => deliver(api, { only: /^notify-when-(thread|reply)/ });
const mark = (...given: [person: Viewer, name: string, ids: readonly string[]]) => markNotifications(api, ...given);
const markThread = (...given: [person: Viewer, name: string, threadId: string, number: number]) =>
  markThreadTo(api, ...given);
const undo = (person: Viewer, act: string) =>
  api.ask(person, 'mutation ($act: ID!) { undoMarkAllNotificationsRead(act: $act) }', { act });

/** A thread of ann in this community with one mention of her and one reply, both told. */
async function told(slug = scene.open): Promise<string> {
  const thread = await api.aThread(ann, slug);
  await tell();
  await api.aReply(bob, thread, mention(ann, 'Ann'));
  await api.aReply(bob, thread);
  await tell();
  return thread;
}

describe('an inbox', () => {
  it('is nobody else’s: neither a stranger nor a member of another community sees or marks anything of it', async () => {
    const thread = await told(scene.hidden);
    const [one] = await inboxOf(api, ann);
    for (const person of [stranger, other, bob]) {
      expect(await inboxOf(api, person)).toEqual([]);
      expect(await unreadOf(api, person)).toBe(0);
      expect((await api.ask(person, `{ notification(id: "${one?.id}") { id } }`)).code).toBe('NOT_FOUND');
      for (const name of ['markNotificationsRead', 'markNotificationsUnread'])
        expect(value(await mark(person, name, [one?.id ?? '']))).toBe(0);
    }
    for (const name of ['markRead', 'markUnread'])
      for (const person of [stranger, other]) {
        expect(value(await markThread(person, name, thread, 1))).toBe('NOT_FOUND');
        expect(value(await markThread(person, name, v7(), 1))).toBe('NOT_FOUND');
      }
    expect(await unreadOf(api, ann)).toBe(2);
  });

  it('says which field is wrong', async () => {
    const bad = async (args: string) => refusal(await api.ask(ann, `{ notifications(${args}) { totalCount } }`));
    expect(await bad('first: 0')).toEqual(['BAD_USER_INPUT', ['first']]);
    expect(await bad('first: 51')).toEqual(['BAD_USER_INPUT', ['first']]);
    expect(await bad('after: "x"')).toEqual(['BAD_USER_INPUT', ['after']]);
    expect(await bad(`after: "${Buffer.from('["infinity","x"]').toString('base64url')}"`)).toEqual([
      'BAD_USER_INPUT',
      ['after'],
    ]);
    expect(refusal(await api.ask(ann, '{ notification(id: "7") { id } }'))).toEqual(['BAD_USER_INPUT', ['id']]);
    const tooMany = Array.from({ length: 101 }, () => v7());
    for (const name of ['markNotificationsRead', 'markNotificationsUnread']) {
      expect(refusal(await mark(ann, name, []))).toEqual(['BAD_USER_INPUT', ['ids']]);
      expect(refusal(await mark(ann, name, tooMany))).toEqual(['BAD_USER_INPUT', ['ids']]);
      expect(refusal(await mark(ann, name, [v7(), 'seven']))).toEqual(['BAD_USER_INPUT', ['ids.1']]);
    }
    for (const name of ['markRead', 'markUnread']) {
      expect(refusal(await markThread(ann, name, 'x', 1))).toEqual(['BAD_USER_INPUT', ['threadId']]);
      expect(refusal(await markThread(ann, name, v7(), 0))).toEqual(['BAD_USER_INPUT', ['number']]);
    }
    expect(refusal(await undo(ann, 'x'))).toEqual(['BAD_USER_INPUT', ['act']]);
    expect(refusal(await undo(ann, Buffer.from('["now"]').toString('base64url')))).toEqual(['BAD_USER_INPUT', ['act']]);
  });

  it('gives the exact place, in the reader’s language or another', async () => {
    const thread = await told();
    const [reply, named] = await inboxOf(api, ann);
    expect(reply).toMatchObject({
      kind: 'REPLY',
      url: `/c/${scene.open}/d/${thread}#post-3`,
      community: { slug: scene.open },
      resource: null,
    });
    expect(named).toMatchObject({
      kind: 'MENTION',
      url: `/c/${scene.open}/d/${thread}#post-2`,
      thread: { id: thread, title: 'A thread' },
    });
    expect(await api.get(ann, `{ notification(id: "${named?.id}") { ${PARTS} } }`)).toEqual(named);
    const french = await api.get(ann, `{ notification(id: "${named?.id}") { title(language: FR) } }`);
    expect(french).toEqual({ title: 'Bob vous a mentionné·e dans «\u00a0A thread\u00a0»' });
  });

  it('is read page by page, newest first, whole or in part', async () => {
    const [first, second] = [await told(), await told()];
    const all = await inboxOf(api, ann);
    expect(all.map(({ kind, thread }) => [kind, thread?.id])).toEqual([
      ['REPLY', second],
      ['MENTION', second],
      ['REPLY', first],
      ['MENTION', first],
    ]);
    interface Page {
      edges: { node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
      totalCount: number;
    }
    const page = (args: string) =>
      api.get<Page>(
        ann,
        `{ notifications(${args}) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }`,
      );
    const found: string[] = [];
    let after = '';
    for (const more of [true, true, true, false]) {
      const { edges, pageInfo, totalCount } = await page(`first: 1${after}`);
      found.push(...edges.map(({ node }) => node.id));
      expect([pageInfo.hasNextPage, pageInfo.hasPreviousPage, totalCount]).toEqual([more, after !== '', 4]);
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(found).toEqual(all.map(({ id }) => id));
    const kinds = async (filter: string) => (await inboxOf(api, ann, `, filter: ${filter}`)).map(({ kind }) => kind);
    expect(await kinds('FOR_ME')).toEqual(['MENTION', 'MENTION']);
    expect(await kinds('FOLLOWING')).toEqual(['REPLY', 'REPLY']);
    expect(await kinds('COMMUNITIES')).toEqual([]);
    expect(await kinds('FACILITATION')).toEqual([]);
    await mark(ann, 'markNotificationsRead', [all[0]?.id ?? '']);
    expect((await inboxOf(api, ann, ', unreadOnly: true')).map(({ id }) => id)).toEqual(
      all.slice(1).map(({ id }) => id),
    );
    expect((await page('unreadOnly: true, filter: FOLLOWING')).totalCount).toBe(1);
  });

  it('takes six statements at most, however much is in it', async () => {
    for (const slug of [scene.open, scene.hidden, scene.open]) await told(slug);
    const cold = await aSceneOfTheSame();
    expect(await cold()).toBeLessThanOrEqual(6);
    expect(await cold()).toBeLessThanOrEqual(5);
    expect((await api.statementsOf(() => unreadOf(api, ann))).length).toBe(1);
  });

  /** Asks for the whole page; the first time nobody's name is known, since everybody has just been renamed. */
  async function aSceneOfTheSame(): Promise<() => Promise<number>> {
    const { AccountService } = await import('#identity');
    const accounts = api.app.get(AccountService, { strict: false });
    for (const { accountId } of [ann, bob]) accounts.forgetPerson(accountId);
    return async () => (await api.statementsOf(() => inboxOf(api, ann))).length;
  }
});

describe('marks', () => {
  it('of notifications go both ways and answer what is unread', async () => {
    await told();
    const ids = (await inboxOf(api, ann)).map(({ id }) => id);
    expect(value(await mark(ann, 'markNotificationsRead', [...ids, v7()]))).toBe(0);
    expect(value(await mark(ann, 'markNotificationsRead', ids))).toBe(0);
    expect(value(await mark(ann, 'markNotificationsUnread', [ids[0] ?? '']))).toBe(1);
    expect((await inboxOf(api, ann)).map(({ readAt }) => readAt === null)).toEqual([true, false]);
  });

  it('of what was marked unread stay although the thread was read and goes on', async () => {
    const thread = await told();
    await markThread(ann, 'markRead', thread, 3);
    const named = (await inboxOf(api, ann)).find(({ kind }) => kind === 'MENTION');
    await mark(ann, 'markNotificationsUnread', [named?.id ?? '']);
    await api.aReply(bob, thread);
    await tell();
    expect(await unreadOf(api, ann)).toBe(2);
  });

  it('of all are one act, which can be undone as far as nothing was read meanwhile', async () => {
    const [read, waiting] = [await told(), await told()];
    const { act, unreadCount } = await api.get<{ act: string; unreadCount: number }>(
      ann,
      'mutation { markAllNotificationsRead { act unreadCount } }',
    );
    expect(unreadCount).toBe(0);
    await markThread(ann, 'markRead', read, 3);
    expect(value(await undo(other, act))).toBe(0);
    expect(value(await undo(ann, act))).toBe(2);
    expect((await inboxOf(api, ann, ', unreadOnly: true')).map(({ thread }) => thread?.id)).toEqual([waiting, waiting]);
  });

  it('of a thread never go back by themselves, and not beyond its end', async () => {
    const thread = await told();
    expect(value(await markThread(ann, 'markRead', thread, 2_000_000_000))).toEqual({ id: thread });
    expect(await unreadOf(api, ann)).toBe(0);
    await markThread(ann, 'markRead', thread, 1);
    await api.aReply(bob, thread);
    await tell();
    expect((await inboxOf(api, ann, ', unreadOnly: true')).map(({ number }) => number)).toEqual([4]);
    await markThread(ann, 'markUnread', thread, 1);
    expect(await unreadOf(api, ann)).toBe(2);
    expect(
      await api.get(ann, 'query ($id: ID!) { thread(id: $id) { unread firstUnreadNumber } }', { id: thread }),
    ).toEqual({ unread: 3, firstUnreadNumber: 2 });
  });

  it('of all are undone without what was muted meanwhile', async () => {
    const [loud, quiet] = [await told(), await told()];
    const { act } = await api.get<{ act: string }>(ann, 'mutation { markAllNotificationsRead { act } }');
    await api.call(ann, 'watchThread', { threadId: quiet, level: 'MUTED' }, '{ id }');
    expect(value(await undo(ann, act))).toBe(2);
    expect((await inboxOf(api, ann, ', unreadOnly: true')).map(({ thread }) => thread?.id)).toEqual([loud, loud]);
  });

  it('back in a thread make the bundle begin there again, and leave a muted one silent', async () => {
    const thread = await api.aThread(ann, scene.open);
    for (let n = 0; n < 4; n += 1) await api.aReply(bob, thread);
    await tell();
    await markThread(ann, 'markRead', thread, 3);
    const bundle = async () =>
      (await inboxOf(api, ann)).map(({ count, number, readAt }) => [count, number, readAt === null]);
    expect(await bundle()).toEqual([[2, 4, true]]);
    await markThread(ann, 'markUnread', thread, 1);
    expect(await bundle()).toEqual([[4, 2, true]]);
    await markThread(ann, 'markRead', thread, 5);
    await markThread(ann, 'markUnread', thread, 5);
    expect(await bundle()).toEqual([[1, 5, true]]);
    await api.call(ann, 'watchThread', { threadId: thread, level: 'MUTED' }, '{ id }');
    await markThread(ann, 'markUnread', thread, 2);
    expect(await unreadOf(api, ann)).toBe(0);
  });

  it('in one request answer each what is unread after it', async () => {
    const thread = await api.aThread(ann, scene.open);
    for (let n = 0; n < 3; n += 1) await api.aReply(ann, thread);
    const move = (name: string, number: number) =>
      `${name}(input: { threadId: "${thread}", number: ${number} }) { unread firstUnreadNumber }`;
    const { data } = await api.ask(
      bob,
      `mutation { a: ${move('markRead', 2)} b: ${move('markRead', 4)} c: ${move('markUnread', 3)} }`,
    );
    expect(data).toEqual({
      a: { unread: 2, firstUnreadNumber: 3 },
      b: { unread: 0, firstUnreadNumber: null },
      c: { unread: 2, firstUnreadNumber: 3 },
    });
  });

  it('are limited', async () => {
    const limited = await aScene({ RATE_LIMITS: 'read=2/600' });
    const thread = await limited.api.aThread(limited.ann, limited.open);
    const input = { threadId: thread, number: 1 };
    for (const code of [undefined, undefined, 'RATE_LIMITED'])
      expect((await limited.api.call(limited.ann, 'markRead', input, '{ id }')).code).toBe(code);
    await limited.api.close();
  });
});

describe('in time', () => {
  it('what was read long ago goes, what is unread stays', async () => {
    await told();
    const ids = (await inboxOf(api, ann)).map(({ id }) => id);
    await mark(ann, 'markNotificationsRead', [ids[0] ?? '']);
    await api.db.pool.query(
      `UPDATE notifications SET read_at = read_at - interval '181 days', created_at = created_at - interval '300 days'`,
    );
    const { SweepNotifications } = await import('./sweep-notifications.task.js');
    await api.app.get(SweepNotifications, { strict: false }).run();
    expect((await inboxOf(api, ann)).map(({ id }) => id)).toEqual([ids[1]]);
  });

  it('a closed account has no inbox and follows nothing', async () => {
    const gone = await api.person('Gone');
    await api.join(gone, scene.open);
    const thread = await api.aThread(gone, scene.open);
    await tell();
    await api.aReply(bob, thread, mention(gone, 'Gone'));
    await api.call(gone, 'watchCommunity', { slug: scene.open, level: 'WATCHING' }, '{ id }');
    await tell();
    const { ForgetWhenAccountClosed } = await import('./forget-when-account-closed.handler.js');
    const handler = api.app.get(ForgetWhenAccountClosed, { strict: false });
    for (let twice = 0; twice < 2; twice += 1) await handler.handle({ accountId: gone.accountId });
    for (const table of ['notifications', 'thread_watches', 'community_preferences']) {
      const { rows } = await api.db.pool.query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [gone.accountId]);
      expect(rows).toEqual([]);
    }
  });
});
