import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { aScene, refusal, value, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

const QUERY = `query ($threadId: ID, $slug: String, $text: String!) {
  mentionable(threadId: $threadId, slug: $slug, text: $text) { id name } }`;

let scene: Scene;
let threadId: string;
let secretId: string;
/** Wrote in the public thread and left. */
let guest: Person;

/** Somebody whose name can be found, as `signUp` would have stored it. */
const person = async (name: string, folded: string, facts: object = {}): Promise<Person> => {
  const made = await scene.api.person(name, facts);
  await scene.api.db.pool.query('UPDATE accounts SET search_name = $2 WHERE id = $1', [made.accountId, folded]);
  return made;
};
const ask = (viewer: Viewer, variables: object) => scene.api.ask(viewer, QUERY, { ...variables });
const names = async (viewer: Viewer, variables: object): Promise<string[]> =>
  (await scene.api.get<{ name: string }[]>(viewer, QUERY, { ...variables })).map(({ name }) => name);

beforeAll(async () => {
  scene = await aScene({ RATE_LIMITS: 'reply=1000/600,thread=1000/600' });
  const { api, ann, bob, open, hidden } = scene;
  await api.db.pool.query(`UPDATE accounts SET search_name = lower(name)`);
  const members: [string, string][] = [
    ['Amélie Œuvray', 'amelie oeuvray'],
    ['Jean-Pierre O’Neill', "jean-pierre o'neill"],
    ['Percent 100%', 'percent 100%'],
  ];
  for (const [name, folded] of members) {
    const made = await person(name, folded);
    await api.join(made, open);
    await api.join(made, hidden);
  }
  threadId = await api.aThread(ann, open);
  secretId = await api.aThread(ann, hidden);
  guest = await person('Amara Guest', 'amara guest');
  for (const [slug, id] of [
    [open, threadId],
    [hidden, secretId],
  ] as const) {
    await api.join(guest, slug);
    await api.aReply(guest, id);
    await api.leave(guest, slug);
    await api.aReply(bob, id);
  }
});
afterAll(() => scene.api.close());

describe('mentionable', () => {
  it('refuses nobody, whoever has no confirmed address, the stranger and the member of another community', async () => {
    const { api, stranger, other, hidden } = scene;
    expect(value(await ask(Viewer.anonymous, { threadId, text: '' }))).toBe('UNAUTHENTICATED');
    const unverified = await api.person('New', { emailVerified: false });
    expect(value(await ask(unverified, { threadId, text: '' }))).toBe('FORBIDDEN');
    for (const viewer of [stranger, other, guest]) {
      const hiddenOne = await ask(viewer, { threadId: secretId, text: '' });
      expect(hiddenOne).toEqual(await ask(viewer, { threadId: v7(), text: '' }));
      expect(value(hiddenOne)).toBe('NOT_FOUND');
      expect(value(await ask(viewer, { slug: hidden, text: '' }))).toBe('NOT_FOUND');
    }
    expect(value(await ask(stranger, { slug: 'no-such-place', text: '' }))).toBe('NOT_FOUND');
  });

  it.each<[string, object]>([
    ['threadId', { threadId: 'x', text: '' }],
    ['slug', { slug: 'No Slug', text: '' }],
    ['threadId', { text: '' }],
    ['slug', { threadId: v7(), slug: 'small-museums', text: '' }],
    ['text', { slug: 'small-museums', text: 'x'.repeat(101) }],
    ['text', { slug: 'small-museums', text: 'a\nb' }],
    ['text', { slug: 'small-museums', text: '\u0000' }],
  ])('names %s in bad input', async (field, variables) => {
    expect(refusal(await ask(scene.ann, variables))).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('offers whoever wrote in the thread, the latest first, then members by name; never oneself', async () => {
    const { ann, bob } = scene;
    const members = ['Amélie Œuvray', 'Jean-Pierre O’Neill', 'Percent 100%'];
    expect(await names(ann, { threadId, text: '' })).toEqual(['Bob', 'Amara Guest', ...members]);
    expect(await names(bob, { threadId, text: ' ' })).toEqual(['Amara Guest', 'Ann', ...members]);
  });

  it('offers nobody who cannot read: in a private community members alone, whoever wrote', async () => {
    const { ann, hidden, open } = scene;
    const members = ['Amélie Œuvray', 'Jean-Pierre O’Neill', 'Percent 100%'];
    expect(await names(ann, { threadId: secretId, text: '' })).toEqual(['Bob', ...members]);
    for (const slug of [hidden, open])
      expect(await names(ann, { slug, text: '' })).toEqual(['Amélie Œuvray', 'Bob', ...members.slice(1)]);
  });

  it.each([
    ['am', ['Amara Guest', 'Amélie Œuvray']],
    ['AMÉ', ['Amélie Œuvray']],
    ['œu', ['Amélie Œuvray']],
    ['oeuv', ['Amélie Œuvray']],
    ['amelie o', ['Amélie Œuvray']],
    ['pierre', ['Jean-Pierre O’Neill']],
    ['jean p', ['Jean-Pierre O’Neill']],
    ['Jean-Pierre O’N', ['Jean-Pierre O’Neill']],
    ['neill', ['Jean-Pierre O’Neill']],
    ['elie', []],
    ['%', []],
    ['_', []],
    ['100%', ['Percent 100%']],
    ['\\', []],
  ])('finds by %j just those with a word that begins so', async (text, found) => {
    expect(await names(scene.ann, { threadId, text })).toEqual(found);
  });

  it('leaves out closed accounts and those without a proved address, and whose posts are all gone', async () => {
    const { api, ann, open } = scene;
    const [closed, unproved, writer] = [
      await person('Zoe Closed', 'zoe closed'),
      await person('Zoe Unproved', 'zoe unproved', { emailVerified: false }),
      await person('Zoe Writer', 'zoe writer'),
    ];
    for (const one of [closed, unproved, writer]) await api.join(one, open);
    const reply = await api.aReply(writer, threadId);
    await api.leave(writer, open);
    expect(await names(ann, { threadId, text: 'zoe' })).toEqual(['Zoe Writer', 'Zoe Closed']);
    await api.db.pool.query(`UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1`, [
      closed.accountId,
    ]);
    await api.call(writer, 'deletePost', { postId: reply.id }, '{ id }');
    expect(await names(ann, { threadId, text: 'zoe' })).toEqual([]);
  });

  it('offers eight at most, in as many statements for one as for many', async () => {
    const { api, ann, open } = scene;
    for (let n = 0; n < 10; n += 1) await api.join(await person(`Yves ${n}`, `yves ${n}`), open);
    const [one, many] = ['yves 1', 'yves'];
    expect(await names(ann, { threadId, text: many })).toHaveLength(8);
    await names(ann, { threadId, text: one });
    for (const text of [one, many]) expect(await api.statementsOf(() => ask(ann, { threadId, text }))).toHaveLength(4);
  });

  it('has a limit', async () => {
    const limited = await aScene({ RATE_LIMITS: 'mention=2/600' });
    const { api, ann, open } = limited;
    const find = () => api.ask(ann, QUERY, { slug: open, text: 'x' });
    for (let n = 0; n < 2; n += 1) expect(value(await find())).toEqual([]);
    expect(value(await find())).toBe('RATE_LIMITED');
    await api.close();
  });
});
