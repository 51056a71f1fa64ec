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
let carl: Person;

/** The jobs of this folder. */
const ONLY = /^(notify-when-(thread|reply|post)|withdraw-|forget-when-(member|account))/;
const tell = (): Promise<void> => deliver(api, { only: ONLY });

beforeAll(async () => {
  scene = await aScene();
  ({ api, ann, bob } = scene);
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

describe('silence', () => {
  /** Whether carl hears a mention, after these choices in this order. */
  async function hears(...choices: readonly ('thread' | 'community' | 'writes' | 'unmutes')[]): Promise<boolean> {
    await api.db.pool.query('DELETE FROM community_preferences');
    const thread = await api.aThread(ann, scene.open);
    await tell();
    for (const choice of choices) {
      if (choice === 'thread') await watchThread(carl, thread, 'WATCHING');
      if (choice === 'community') await watchCommunity(carl, scene.open, 'MUTED');
      if (choice === 'unmutes') await watchCommunity(carl, scene.open, 'NORMAL');
      if (choice === 'writes') await api.aReply(carl, thread);
      await tell();
    }
    await api.aReply(bob, thread, mention(carl, 'Carl'));
    await tell();
    const inbox = await inboxOf(api, carl);
    return inbox.some((told) => told.thread?.id === thread);
  }

  it.each([
    [[], true],
    [['community'], false],
    [['thread', 'community'], false],
    [['writes', 'community'], false],
    [['community', 'thread'], true],
    [['community', 'writes'], true],
    [['writes', 'community', 'writes'], true],
    [['thread', 'community', 'writes'], false],
    [['community', 'thread', 'community'], false],
    [['community', 'unmutes'], true],
  ] as const)('by the later of two choices: %j hears %s', async (choices, expected) => {
    expect(await hears(...choices)).toBe(expected);
  });

  it('of a thread holds whatever the community says, and takes what the inbox held', async () => {
    const thread = await api.aThread(ann, scene.open);
    await tell();
    await api.aReply(bob, thread, mention(ann, 'Ann'));
    await api.aReply(bob, thread);
    await tell();
    expect(await unreadOf(api, ann)).toBe(2);
    await watchThread(ann, thread, 'MUTED');
    expect(await unreadOf(api, ann)).toBe(0);
    await watchCommunity(ann, scene.open, 'WATCHING');
    await api.aReply(bob, thread, mention(ann, 'Ann'));
    await tell();
    expect(await unreadOf(api, ann)).toBe(0);
  });

  it('of a community takes what the inbox held of it but for threads chosen later', async () => {
    const [loud, quiet] = [await api.aThread(ann, scene.open), await api.aThread(ann, scene.open)];
    for (const thread of [loud, quiet]) await api.aReply(bob, thread);
    await tell();
    await watchCommunity(ann, scene.open, 'MUTED');
    expect(await unreadOf(api, ann)).toBe(0);
    await watchThread(ann, loud, 'WATCHING');
    for (const thread of [loud, quiet]) await api.aReply(bob, thread);
    await tell();
    expect((await inboxOf(api, ann, ', unreadOnly: true')).map(({ thread }) => thread?.id)).toEqual([loud]);
  });

  it('does not end by writing where somebody chose it', async () => {
    const thread = await api.aThread(ann, scene.open);
    await tell();
    await watchThread(ann, thread, 'NORMAL');
    await api.aReply(ann, thread);
    await api.aReply(bob, thread);
    await tell();
    expect(await inboxOf(api, ann)).toEqual([]);
  });
});
