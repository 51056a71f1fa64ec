import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { aScene, deliver, refusal, value, type Person, type Scene, type TestApi } from '../testing/test-api.js';

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

const watchThread = (person: Viewer, threadId: string, level: string) =>
  api.call(person, 'watchThread', { threadId, level }, '{ watchLevel }');
const watchCommunity = (person: Viewer, slug: string, level: string) =>
  api.call(person, 'watchCommunity', { slug, level }, '{ watchLevel }');
const levelOf = async (person: Viewer, id: string) =>
  (await api.get<{ watchLevel: string | null }>(person, 'query ($id: ID!) { thread(id: $id) { watchLevel } }', { id }))
    .watchLevel;
const levelAt = async (person: Viewer, slug: string) =>
  (
    await api.get<{ watchLevel: string | null }>(
      person,
      'query ($slug: String!) { community(slug: $slug) { watchLevel } }',
      { slug },
    )
  ).watchLevel;

describe('following a thread', () => {
  it('is refused to the stranger and the member of another community, who learn nothing', async () => {
    const thread = await api.aThread(ann, scene.hidden);
    for (const person of [stranger, other]) {
      expect(value(await watchThread(person, thread, 'WATCHING'))).toBe('NOT_FOUND');
      expect(value(await watchThread(person, v7(), 'WATCHING'))).toBe('NOT_FOUND');
    }
  });

  it('says which field is wrong', async () => {
    expect(refusal(await watchThread(ann, 'x', 'WATCHING'))).toEqual(['BAD_USER_INPUT', ['threadId']]);
    await expect(watchThread(ann, v7(), 'CLOSELY')).rejects.toThrow(/WatchLevel/);
  });

  it('is shown as it is chosen, for each reader alone', async () => {
    const thread = await api.aThread(ann, scene.open);
    expect(await levelOf(ann, thread)).toBe('NORMAL');
    await deliver(api, { only: /^notify-when-thread/ });
    expect(await levelOf(ann, thread)).toBe('WATCHING');
    for (const level of ['WATCHING', 'MUTED', 'NORMAL'])
      expect(value(await watchThread(stranger, thread, level))).toEqual({ watchLevel: level });
    expect(await levelOf(bob, thread)).toBe('NORMAL');
    expect(await levelOf(Viewer.anonymous, thread)).toBeNull();
  });

  it('is one statement for a whole list', async () => {
    for (let n = 0; n < 3; n += 1) await api.aThread(ann, scene.open);
    const list = (part: string) =>
      api.statementsOf(() =>
        api.get(
          ann,
          'query ($slug: String!) { community(slug: $slug) { threads { edges { node { id PART } } } } }'.replace(
            'PART',
            part,
          ),
          {
            slug: scene.open,
          },
        ),
      );
    await list('');
    expect((await list('watchLevel')).length - (await list('')).length).toBe(1);
  });
});

describe('following a community', () => {
  it('is refused to outsiders of a private one, who see no level of it either', async () => {
    for (const person of [stranger, other]) {
      expect(value(await watchCommunity(person, scene.hidden, 'WATCHING'))).toBe('NOT_FOUND');
      expect(await levelAt(person, scene.hidden)).toBeNull();
    }
    expect(value(await watchCommunity(ann, 'no-such-place', 'WATCHING'))).toBe('NOT_FOUND');
  });

  it('says which field is wrong', async () => {
    expect(refusal(await watchCommunity(ann, 'No Slug', 'WATCHING'))).toEqual(['BAD_USER_INPUT', ['slug']]);
    await expect(watchCommunity(ann, scene.open, 'CLOSELY')).rejects.toThrow(/WatchLevel/);
  });

  it('is shown as it is chosen, also to outsiders of a public one', async () => {
    for (const person of [ann, stranger]) {
      expect(await levelAt(person, scene.open)).toBe('NORMAL');
      for (const level of ['WATCHING', 'NORMAL'])
        expect(value(await watchCommunity(person, scene.open, level))).toEqual({ watchLevel: level });
    }
    expect(await levelAt(bob, scene.open)).toBe('NORMAL');
    expect(await levelAt(Viewer.anonymous, scene.open)).toBeNull();
  });

  it('shows its threads as muted, but for those chosen later', async () => {
    const [early, late] = [await api.aThread(bob, scene.hidden), await api.aThread(bob, scene.hidden)];
    await watchThread(ann, early, 'WATCHING');
    await watchCommunity(ann, scene.hidden, 'MUTED');
    await watchThread(ann, late, 'NORMAL');
    expect([await levelOf(ann, early), await levelOf(ann, late)]).toEqual(['MUTED', 'NORMAL']);
    await watchCommunity(ann, scene.hidden, 'NORMAL');
    expect(await levelOf(ann, early)).toBe('WATCHING');
  });

  it('is shown as it is then in one request with its threads', async () => {
    const thread = await api.aThread(bob, scene.open);
    const { data } = await api.ask(
      ann,
      `mutation {
        a: watchThread(input: { threadId: "${thread}", level: WATCHING }) { watchLevel }
        b: watchCommunity(input: { slug: "${scene.open}", level: MUTED }) { watchLevel }
        c: markRead(input: { threadId: "${thread}", number: 1 }) { watchLevel } }`,
    );
    expect(data).toEqual({ a: { watchLevel: 'WATCHING' }, b: { watchLevel: 'MUTED' }, c: { watchLevel: 'MUTED' } });
    await watchCommunity(ann, scene.open, 'NORMAL');
  });

  it('is limited', async () => {
    const limited = await aScene({ RATE_LIMITS: 'watch=1/600' });
    const input = { slug: limited.open, level: 'WATCHING' };
    expect((await limited.api.call(limited.ann, 'watchCommunity', input, '{ id }')).code).toBeUndefined();
    expect((await limited.api.call(limited.ann, 'watchCommunity', input, '{ id }')).code).toBe('RATE_LIMITED');
    await limited.api.close();
  });
});
