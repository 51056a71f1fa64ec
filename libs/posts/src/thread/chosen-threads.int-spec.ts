import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { ReadMarks } from '../testing/read-marks.js';
import { aScene, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

const LIST = `query ($slug: String!, $choice: ThreadChoice, $first: Int, $after: String) {
  community(slug: $slug) { unreadThreads threads(choice: $choice, first: $first, after: $after) {
    totalCount edges { node { title } } pageInfo { hasNextPage endCursor } } } }`;

interface Found {
  readonly threads: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly title: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
  readonly unreadThreads: number | null;
}

let scene: Scene;
let marks: ReadMarks;
beforeAll(async () => {
  scene = await aScene();
  marks = new ReadMarks(scene.api, scene.ann);
  const { api, ann, bob, open } = scene;
  const titles = ['answered', 'alone', 'read', 'of Bob'];
  const ids = new Map<string, string>();
  for (const title of titles) ids.set(title, await api.aThread(title === 'of Bob' ? bob : ann, open, 'First.', title));
  await api.aReply(ann, ids.get('answered') ?? '');
  await marks.mark(bob, ids.get('read') ?? '', 1);
  await api.aThread(ann, scene.hidden, 'First.', 'secret');
});
afterAll(() => scene.api.close());

const list = async (viewer: Viewer, choice: string | null, more: object = {}): Promise<Found> =>
  (await scene.api.get<Found>(viewer, LIST, { slug: scene.open, choice, ...more })) as Found;
const titlesOf = async (viewer: Viewer, choice: string | null): Promise<string[]> => {
  const { threads } = await list(viewer, choice);
  expect(threads?.totalCount).toBe(threads?.edges.length);
  return threads?.edges.map(({ node }) => node.title) ?? [];
};

describe('the chosen threads of a community', () => {
  it('are null for nobody, the stranger and the member of another community where it is private', async () => {
    const { api, hidden, stranger, other } = scene;
    for (const choice of ['UNREAD', 'UNANSWERED', 'MINE'])
      for (const viewer of [Viewer.anonymous, stranger, other]) {
        const { data, code } = await api.ask(viewer, LIST, { slug: hidden, choice });
        expect([data?.['community'], code]).toEqual([{ threads: null, unreadThreads: null }, undefined]);
      }
  });

  it('are refused where the choice is none', async () => {
    const asked = scene.api.ask(scene.ann, LIST, { slug: scene.open, choice: 'LOUD' });
    await expect(asked).rejects.toThrow('"LOUD" does not exist in "ThreadChoice"');
  });

  it('are all of them where nothing is chosen', async () => {
    for (const choice of [null, 'ALL'])
      expect(await titlesOf(scene.bob, choice)).toEqual(['answered', 'of Bob', 'read', 'alone']);
  });

  it('are those with something that a member has not read, as many as their number says', async () => {
    const { ann, bob, stranger, other } = scene;
    expect(await titlesOf(bob, 'UNREAD')).toEqual(['answered', 'alone']);
    expect((await list(bob, 'UNREAD')).unreadThreads).toBe(2);
    expect(await titlesOf(ann, 'UNREAD')).toEqual(['of Bob']);
    for (const viewer of [Viewer.anonymous, stranger, other]) expect(await titlesOf(viewer, 'UNREAD')).toEqual([]);
  });

  it('are those without a reply, for everybody who may read', async () => {
    for (const viewer of [Viewer.anonymous, scene.stranger, scene.bob])
      expect(await titlesOf(viewer, 'UNANSWERED')).toEqual(['of Bob', 'read', 'alone']);
  });

  it('are those that one started oneself', async () => {
    expect(await titlesOf(scene.bob, 'MINE')).toEqual(['of Bob']);
    for (const viewer of [Viewer.anonymous, scene.stranger]) expect(await titlesOf(viewer, 'MINE')).toEqual([]);
  });

  it('come in pages that neither lose nor repeat, and each knows how many there are', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { threads }: Found = await list(scene.bob, 'UNANSWERED', { first: 2, after });
      expect(threads?.totalCount).toBe(3);
      seen.push(...(threads?.edges.map(({ node }) => node.title) ?? []));
      [after, more] = [threads?.pageInfo.endCursor ?? null, threads?.pageInfo.hasNextPage ?? false];
    }
    expect(seen).toEqual(['of Bob', 'read', 'alone']);
  });

  it('take one statement more than none at all, also for several communities at once', async () => {
    const { api, bob } = scene;
    const of = (choice: string): Promise<string[]> =>
      api.statementsOf(() =>
        api.ask(
          bob,
          `{ communities(first: 50) { edges { node { threads(first: 2, choice: ${choice}) { totalCount edges { node { id } } } } } } }`,
        ),
      );
    const all = await of('ALL');
    for (const choice of ['UNREAD', 'UNANSWERED', 'MINE']) expect((await of(choice)).length).toBe(all.length);
  });

  it('of somebody suspended or removed are none of what is unread there', async () => {
    const { api, open } = scene;
    const leaver: Person = await api.person('Leaver');
    await api.join(leaver, open);
    await api.aThread(scene.ann, open, 'First.', 'after Leaver came');
    expect(await titlesOf(leaver, 'UNREAD')).toEqual(['after Leaver came']);
    await api.db.pool.query('DELETE FROM memberships WHERE account_id = $1', [leaver.accountId]);
    expect(await titlesOf(leaver, 'UNREAD')).toEqual([]);
  });

  it('of many are looked for among the latest: three hundred for what is unread, a thousand for what has no reply', async () => {
    const { api, ann, other, elsewhere } = scene;
    await api.db.pool.query(
      `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
       SELECT gen_random_uuid(), c.id, $1, 'Thread ' || n, '', 1, $1, now() + n * interval '1 second', now() + n * interval '1 second'
       FROM communities c, generate_series(1, 1020) n WHERE c.slug = $2`,
      [ann.accountId, elsewhere],
    );
    const { threads, unreadThreads } = await list(other, 'UNREAD', { slug: elsewhere, first: 1 });
    expect([threads?.totalCount, unreadThreads, threads?.edges[0]?.node.title]).toEqual([300, 100, 'Thread 1020']);
    const without = await list(Viewer.anonymous, 'UNANSWERED', { slug: elsewhere, first: 1 });
    expect([without.threads?.totalCount, without.threads?.edges[0]?.node.title]).toEqual([1_000, 'Thread 1020']);
  });
});
