import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let other: Person;
let carl: Person;

/** The jobs of this folder. */
const ONLY = /^(notify-when-(thread|reply|post)|withdraw-|forget-when-(member|account))/;
const tell = (): Promise<void> => deliver(api, { only: ONLY });

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob, other } = scene);
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
const edit = (person: Person, postId: string, body: string, expectedRevision = 1) =>
  api.call(person, 'editPost', { postId, body, expectedRevision }, '{ id }');
const kinds = async (person: Person) => (await inboxOf(api, person)).map(({ kind }) => kind);

describe('an edit', () => {
  it('tells those whom it mentions only now, once, also who had read it', async () => {
    const thread = await api.aThread(ann, scene.open);
    await tell();
    const { id, number } = await api.aReply(bob, thread, mention(carl, 'Carl'));
    await api.call(ann, 'markRead', { threadId: thread, number }, '{ id }');
    await tell();
    await edit(bob, id, `${mention(carl, 'Carl')} ${mention(ann, 'Ann')} ${mention(bob, 'Bob')}`);
    await tell();
    await api.aReply(carl, thread);
    await tell();
    expect(await kinds(carl)).toEqual(['MENTION']);
    expect((await kinds(ann)).toSorted()).toEqual(['MENTION', 'REPLY']);
    expect(await unreadOf(api, ann)).toBe(2);
    const told = (await inboxOf(api, ann)).find(({ kind }) => kind === 'MENTION');
    await api.call(ann, 'markNotificationsRead', { ids: [told?.id] }, '');
    await edit(bob, id, `Now ${mention(carl, 'Carl')} ${mention(ann, 'Ann')}`, 2);
    await tell();
    expect(await unreadOf(api, ann)).toBe(1);
  });

  it('tells nothing anew to who was mentioned before and had read it', async () => {
    const thread = await api.aThread(ann, scene.open);
    await tell();
    const { id, number } = await api.aReply(bob, thread, mention(ann, 'Ann'));
    await api.call(ann, 'markRead', { threadId: thread, number }, '{ id }');
    await tell();
    await edit(bob, id, `Sorry, ${mention(ann, 'Ann')}`);
    await tell();
    expect(await inboxOf(api, ann)).toEqual([]);
  });

  it('of a restored post tells nothing anew to whom it spoke before it was removed', async () => {
    const lead = await api.person('Lead');
    await api.join(lead, scene.open, 'FACILITATOR');
    const thread = await api.aThread(ann, scene.open);
    const { id } = await api.aReply(bob, thread, mention(carl, 'Carl'));
    await tell();
    await api.call(lead, 'removePost', { postId: id, reason: 'Off topic' }, '{ id }');
    await tell();
    await api.call(lead, 'restorePost', { postId: id }, '{ id }');
    await edit(bob, id, `${mention(carl, 'Carl')} ${mention(other, 'Other')}`, 3);
    await tell();
    expect(await kinds(carl)).toEqual([]);
    expect(await kinds(other)).toEqual(['MENTION']);
  });

  it('takes a post that mentions somebody now out of what they were told of before', async () => {
    await watchCommunity(carl, scene.open, 'WATCHING');
    const thread = await api.aThread(ann, scene.open);
    const { id } = await api.aReply(bob, thread, 'Nobody');
    const { edges } = await api
      .get<{ edges: { node: { id: string } }[] }>(
        ann,
        'query ($id: ID!) { thread(id: $id) { posts(first: 1) { edges { node { id } } } } }',
        { id: thread },
      )
      .then((found) => (found as unknown as { posts: { edges: { node: { id: string } }[] } }).posts);
    await api.aReply(bob, thread, 'More');
    await tell();
    await edit(bob, id, mention(ann, 'Ann'));
    await edit(ann, edges[0]?.node.id ?? '', mention(carl, 'Carl'));
    await tell();
    const told = async (person: Person) =>
      (await inboxOf(api, person)).map(({ kind, count, number }) => [kind, count, number]);
    expect((await told(ann)).toSorted()).toEqual([
      ['MENTION', 1, 2],
      ['REPLY', 1, 3],
    ]);
    expect(await told(carl)).toEqual([['MENTION', 1, 1]]);
  });

  it('of which two are told at once tells both', async () => {
    const thread = await api.aThread(ann, scene.open);
    const { id } = await api.aReply(bob, thread, 'Nobody');
    await tell();
    await edit(bob, id, mention(carl, 'Carl'));
    await edit(bob, id, `${mention(carl, 'Carl')} and a typo`, 2);
    await tell();
    expect(await kinds(carl)).toEqual(['MENTION']);
  });

  it('before anybody was told is told with the post', async () => {
    const thread = await api.aThread(ann, scene.open);
    const { id } = await api.aReply(bob, thread, 'Nobody');
    await edit(bob, id, mention(carl, 'Carl'));
    await deliver(api, { only: /^notify-when-post-edited$/ });
    expect(await inboxOf(api, carl)).toEqual([]);
    await tell();
    expect(await kinds(carl)).toEqual(['MENTION']);
  });

  it('tells nobody who may not read it or is silent', async () => {
    const thread = await api.aThread(ann, scene.hidden);
    await tell();
    const { id } = await api.aReply(ann, thread, 'Nobody');
    await tell();
    await watchThread(carl, thread, 'MUTED');
    await edit(ann, id, `${mention(other, 'Other')} ${mention(carl, 'Carl')}`);
    await tell();
    for (const person of [other, carl]) expect(await inboxOf(api, person)).toEqual([]);
  });
});

describe('a post that goes', () => {
  it('takes along what was told of it, and leaves the bundle without it', async () => {
    const thread = await api.aThread(ann, scene.open);
    const first = await api.aReply(bob, thread);
    const second = await api.aReply(bob, thread, mention(ann, 'Ann'));
    const third = await api.aReply(bob, thread);
    await tell();
    const gone = async (id: string) => {
      await api.call(bob, 'deletePost', { postId: id }, '{ id }');
      await tell();
      return (await inboxOf(api, ann)).map(({ kind, count, number }) => [kind, count, number]);
    };
    expect(await gone(first.id)).toEqual([
      ['REPLY', 1, 4],
      ['MENTION', 1, 3],
    ]);
    expect(await gone(second.id)).toEqual([['REPLY', 1, 4]]);
    expect(await gone(third.id)).toEqual([]);
  });

  it('takes its author out of those who are named', async () => {
    const thread = await api.aThread(ann, scene.open);
    await api.aReply(bob, thread);
    const { id } = await api.aReply(carl, thread);
    await tell();
    const before = await inboxOf(api, ann);
    await api.call(carl, 'deletePost', { postId: id }, '{ id }');
    await tell();
    const after = await inboxOf(api, ann);
    expect([...before, ...after].map(({ count, actors }) => [count, ...actors.map(({ name }) => name)])).toEqual([
      [2, 'Carl', 'Bob'],
      [1, 'Bob'],
    ]);
    expect((after[0]?.createdAt ?? '') < (before[0]?.createdAt ?? '')).toBe(true);
  });

  it('is nothing new when it went before anybody was told, and a removed one the same', async () => {
    const lead = await api.person('Lead');
    await api.join(lead, scene.open, 'FACILITATOR');
    await watchCommunity(carl, scene.open, 'WATCHING');
    const thread = await api.aThread(ann, scene.open);
    const early = await api.aReply(bob, thread, mention(ann, 'Ann'));
    await api.call(bob, 'deletePost', { postId: early.id }, '{ id }');
    await tell();
    expect(await inboxOf(api, ann)).toEqual([]);
    const late = await api.aReply(bob, thread, mention(ann, 'Ann'));
    await tell();
    expect(await kinds(ann)).toEqual(['MENTION']);
    const removed = await api.call(lead, 'removePost', { postId: late.id, reason: 'Off topic' }, '{ id }');
    expect(removed.code).toBeUndefined();
    await tell();
    expect(await inboxOf(api, ann)).toEqual([]);
    expect(await kinds(carl)).toEqual(['NEW_THREAD']);
  });
});
