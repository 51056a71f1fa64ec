import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import {
  aScene,
  deliver,
  inboxOf,
  markThreadTo,
  mention,
  unreadOf,
  value,
  type Person,
  type Scene,
  type TestApi,
  type Told,
} from '../testing/test-api.js';

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let stranger: Person;
let other: Person;
let carl: Person;

const CLOSE = `UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1`;
/** The jobs of this folder. */
const ONLY = /^(notify-when-(thread|reply|post)|withdraw-|forget-when-(member|account))/;
const tell = (): Promise<void> => deliver(api, { only: ONLY });
const short = ({ kind, count, number, reason, title }: Told) => ({ kind, count, number, reason, title });

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob, stranger, other } = scene);
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.db.pool.query('DELETE FROM notifications');
  await api.db.pool.query('DELETE FROM community_preferences');
  carl = await api.person('Carl');
  for (const slug of [scene.open, scene.hidden]) {
    await api.join(ann, slug);
    await api.join(bob, slug);
    await api.join(carl, slug);
  }
});

const watchThread = (person: Person, threadId: string, level: string) =>
  api.call(person, 'watchThread', { threadId, level }, '{ watchLevel }');
const watchCommunity = (person: Person, slug: string, level: string) =>
  api.call(person, 'watchCommunity', { slug, level }, '{ watchLevel }');
const markUnread = async (person: Person, threadId: string, number: number) =>
  expect(value(await markThreadTo(api, person, 'markUnread', threadId, number))).toEqual({ id: threadId });
const kinds = async (person: Person) => (await inboxOf(api, person)).map(({ kind }) => kind);

describe('who is told', () => {
  it('is nobody else: not a stranger, not who wrote, not the member of another community', async () => {
    const thread = await api.aThread(ann, scene.hidden);
    await api.aReply(bob, thread, `${mention(other, 'Other')} ${mention(stranger, 'Stranger')} ${mention(bob, 'Bob')}`);
    await tell();
    expect((await inboxOf(api, ann)).map(short)).toEqual([
      { kind: 'REPLY', count: 1, number: 2, reason: 'STARTED', title: '1 new reply in “A thread”' },
    ]);
    for (const person of [bob, other, stranger, carl]) expect(await inboxOf(api, person)).toEqual([]);
  });

  it('is who started, who wrote and who chose to follow, each with the reason', async () => {
    const thread = await api.aThread(ann, scene.open);
    await api.aReply(bob, thread);
    await tell();
    await watchThread(carl, thread, 'WATCHING');
    await watchThread(stranger, thread, 'WATCHING');
    await api.aReply(other, thread).catch(() => undefined);
    const dora = await api.person('Dora');
    await api.join(dora, scene.open);
    await api.aReply(dora, thread);
    await tell();
    const reasons = async (person: Person) => (await inboxOf(api, person)).map(({ reason }) => reason);
    expect(await reasons(ann)).toEqual(['STARTED']);
    expect(await reasons(bob)).toEqual(['WROTE']);
    expect(await reasons(carl)).toEqual(['FOLLOWS_THREAD']);
    expect(await reasons(stranger)).toEqual(['FOLLOWS_THREAD']);
    expect(await reasons(dora)).toEqual([]);
  });

  it('is who follows the community, of new threads alone', async () => {
    await watchCommunity(carl, scene.open, 'WATCHING');
    await watchCommunity(ann, scene.open, 'WATCHING');
    const thread = await api.aThread(ann, scene.open, 'First.', 'Labels');
    await api.aReply(bob, thread);
    await tell();
    expect((await inboxOf(api, carl)).map(short)).toEqual([
      { kind: 'NEW_THREAD', count: 1, number: 1, reason: 'FOLLOWS_COMMUNITY', title: 'New discussion: “Labels”' },
    ]);
    expect(await kinds(ann)).toEqual(['REPLY']);
  });

  it('is told once of a post, of the strongest kind', async () => {
    const thread = await api.aThread(ann, scene.open);
    await tell();
    await api.aReply(bob, thread, `> [Ann](#post-1): First.\n\n${mention(ann, 'Ann')} yes`);
    await api.aReply(bob, thread, '> [Ann](#post-1): First.\n\nAgain');
    await api.aReply(bob, thread, 'And more');
    await tell();
    const inbox = await inboxOf(api, ann);
    expect(inbox.map(short)).toEqual([
      { kind: 'REPLY', count: 1, number: 4, reason: 'STARTED', title: '1 new reply in “A thread”' },
      { kind: 'QUOTE', count: 1, number: 3, reason: 'QUOTED', title: 'Bob quoted you in “A thread”' },
      { kind: 'MENTION', count: 1, number: 2, reason: 'MENTIONED', title: 'Bob mentioned you in “A thread”' },
    ]);
    expect(inbox[0]?.url).toBe(`/c/${scene.open}/d/${thread}#post-4`);
    expect(inbox.every(({ actors }) => actors[0]?.name === 'Bob')).toBe(true);
  });

  it('finds a plain name that is one person’s, a quote by what it answers, and nothing in code', async () => {
    const eve = await api.person('Eve Tremblay');
    await api.join(eve, scene.open);
    const thread = await api.aThread(ann, scene.open);
    await api.aReply(bob, thread, 'As @eve tremblay says');
    await api.aReply(bob, thread, '`@Carl` ``[@Carl](/people/' + carl.accountId + ')``');
    const { id } = await api.aReply(carl, thread, 'Mine');
    await api.call(bob, 'reply', { threadId: thread, body: '> Mine\n\nNo', inReplyTo: id }, '{ id }');
    await tell();
    expect(await kinds(eve)).toEqual(['MENTION']);
    expect(await kinds(carl)).toEqual(['QUOTE']);
  });

  it('is nobody for an account that is not there, is closed, or lost its standing meanwhile', async () => {
    const thread = await api.aThread(ann, scene.hidden);
    const gone = await api.person('Gone');
    await api.join(gone, scene.hidden);
    await watchThread(gone, thread, 'WATCHING');
    await tell();
    await api.aReply(bob, thread, `[@Nobody](/people/${v7()}) ${mention(carl, 'Carl')} ${mention(gone, 'Gone')}`);
    await api.leave(carl, scene.hidden);
    await api.db.pool.query(CLOSE, [gone.accountId]);
    await tell();
    await api.join(carl, scene.hidden);
    expect(await kinds(ann)).toEqual(['REPLY']);
    for (const person of [carl, gone]) expect(await inboxOf(api, person)).toEqual([]);
  });

  it('is not who has read it by then, and who writes reads what stood before', async () => {
    const thread = await api.aThread(ann, scene.open);
    await tell();
    const { number } = await api.aReply(bob, thread);
    await api.call(ann, 'markRead', { threadId: thread, number }, '{ id }');
    await tell();
    expect(await inboxOf(api, ann)).toEqual([]);
    expect(await unreadOf(api, ann)).toBe(0);
  });
});

describe('bundles', () => {
  it('gather what is unread and begin anew after reading', async () => {
    const thread = await api.aThread(ann, scene.open, 'First.', 'Tactile models');
    for (const person of [bob, carl, bob]) await api.aReply(person, thread);
    await tell();
    const [one] = await inboxOf(api, ann);
    expect(one).toMatchObject({ count: 3, number: 2, title: '3 new replies in “Tactile models”' });
    expect(one?.actors.map(({ name }) => name)).toEqual(['Bob', 'Carl']);
    await api.aReply(carl, thread);
    await tell();
    expect(await inboxOf(api, ann)).toMatchObject([
      { id: one?.id, count: 4, actors: [{ name: 'Carl' }, { name: 'Bob' }] },
    ]);
    await api.call(ann, 'markNotificationsRead', { ids: [one?.id] }, '');
    await api.aReply(bob, thread);
    await tell();
    expect(await inboxOf(api, ann)).toMatchObject([
      { id: one?.id, count: 1, number: 6, readAt: null, actors: [{ name: 'Bob' }] },
    ]);
  });

  it('shrink by what was read of them', async () => {
    const thread = await api.aThread(ann, scene.open);
    for (let n = 0; n < 4; n += 1) await api.aReply(bob, thread);
    await api.aReply(bob, thread, mention(ann, 'Ann'));
    await tell();
    await api.call(ann, 'markRead', { threadId: thread, number: 3 }, '{ id }');
    const replies = (await inboxOf(api, ann)).find(({ kind }) => kind === 'REPLY');
    expect(replies).toMatchObject({ count: 2, number: 4, readAt: null });
    await api.call(ann, 'markRead', { threadId: thread, number: 5 }, '{ id }');
    expect(await unreadOf(api, ann)).toBe(1);
    await markUnread(ann, thread, 5);
    expect(await unreadOf(api, ann)).toBe(2);
    expect((await inboxOf(api, ann)).find(({ kind }) => kind === 'REPLY')).toMatchObject({ count: 1, number: 5 });
  });

  it('of several posts told at once are one', async () => {
    const thread = await api.aThread(ann, scene.open);
    for (let n = 0; n < 60; n += 1) await api.aReply(bob, thread, `Reply ${n}`);
    await tell();
    expect((await inboxOf(api, ann)).map(({ count, number }) => [count, number])).toEqual([[60, 2]]);
  });
});

describe('standing', () => {
  it('that is lost hides what was told, and leaving forgets it', async () => {
    const thread = await api.aThread(ann, scene.hidden);
    await api.aReply(bob, thread);
    await tell();
    expect(await unreadOf(api, ann)).toBe(1);
    await api.leave(ann, scene.hidden);
    expect(await unreadOf(api, ann)).toBe(0);
    expect(await inboxOf(api, ann)).toEqual([]);
    await api.join(ann, scene.hidden);
    expect(await unreadOf(api, ann)).toBe(1);
    await api.call(ann, 'leaveCommunity', { slug: scene.hidden }, '{ id }');
    await tell();
    await api.join(ann, scene.hidden);
    expect(await inboxOf(api, ann)).toEqual([]);
    await api.aReply(bob, thread);
    await tell();
    expect(await inboxOf(api, ann)).toEqual([]);
  });

  it('of everybody changes when a public community becomes private', async () => {
    const thread = await api.aThread(bob, scene.open);
    await watchThread(stranger, thread, 'WATCHING');
    await api.aReply(ann, thread);
    await tell();
    expect(await unreadOf(api, stranger)).toBe(1);
    await api.community(scene.open, 'PRIVATE');
    expect(await unreadOf(api, stranger)).toBe(0);
    expect(await inboxOf(api, stranger)).toEqual([]);
    await api.aReply(ann, thread);
    await tell();
    await api.community(scene.open);
    expect((await inboxOf(api, stranger)).map(({ count }) => count)).toEqual([1]);
  });
});
