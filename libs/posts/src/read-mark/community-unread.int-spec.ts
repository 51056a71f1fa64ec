import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { pagesRead } from '../testing/pages-read.js';
import { aScene, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';
import { ReadMarkService } from './read-mark.service.js';

let scene: Scene;

beforeAll(async () => {
  scene = await aScene();
});
afterAll(() => scene.api.close());

const ONE = 'query ($slug: String!) { community(slug: $slug) { unreadThreads } }';
const MINE = '{ communities(first: 50, mine: true) { edges { node { slug unreadThreads } } } }';
const unreadIn = async (viewer: Viewer, slug: string): Promise<number | null> =>
  (await scene.api.get<{ unreadThreads: number | null }>(viewer, ONE, { slug })).unreadThreads;
const mine = async (person: Person): Promise<Record<string, number | null>> => {
  type Page = { edges: { node: { slug: string; unreadThreads: number | null } }[] };
  const { edges } = await scene.api.get<Page>(person, MINE);
  return Object.fromEntries(edges.map(({ node }) => [node.slug, node.unreadThreads]));
};
const mark = (person: Person, threadId: string, number: number): Promise<boolean> =>
  scene.api.db.tx((tx) =>
    scene.api.app.get(ReadMarkService, { strict: false }).mark(tx, person.accountId, threadId, number),
  );
/** Threads of Ann with one post each, whose last word came so long ago. */
const manyThreads = (slug: string, count: number, ago: string) =>
  scene.api.db.pool.query(
    `WITH started AS (
       INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
       SELECT gen_random_uuid(), c.id, $2, 'Many', '', 1, $2, at, at
       FROM communities c, generate_series(1, $3::int), (SELECT now() - $4::interval AS at) w WHERE c.slug = $1
       RETURNING id, created_at)
     INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
     SELECT gen_random_uuid(), id, 1, $2, 'x', 'x', 3, 1, created_at FROM started`,
    [slug, scene.ann.accountId, count, ago],
  );

describe('Community.unreadThreads', () => {
  it('is null for nobody, the stranger and the member of another community, also without a confirmed address', async () => {
    const { api, stranger, other, open, hidden } = scene;
    const unverified = await api.person('New', { emailVerified: false });
    await api.join(unverified, hidden);
    for (const viewer of [Viewer.anonymous, stranger, other, unverified])
      for (const slug of [open, hidden]) expect(await unreadIn(viewer, slug)).toBeNull();
  });

  it('counts threads with something of others that stands and came since one joined', async () => {
    const { api, ann, bob, hidden } = scene;
    expect(await unreadIn(bob, hidden)).toBe(0);
    const [first, second] = [await api.aThread(ann, hidden), await api.aThread(ann, hidden)];
    expect([await unreadIn(bob, hidden), await unreadIn(ann, hidden)]).toEqual([2, 0]);
    await mark(bob, first, 1);
    expect(await unreadIn(bob, hidden)).toBe(1);
    const reply = await api.aReply(ann, first);
    expect(await unreadIn(bob, hidden)).toBe(2);
    await api.call(ann, 'deletePost', { postId: reply.id }, '{ id }');
    expect(await unreadIn(bob, hidden)).toBe(1);
    await api.aReply(bob, second);
    expect([await unreadIn(bob, hidden), await unreadIn(ann, hidden)]).toEqual([0, 1]);
    const late = await api.person('Late');
    await api.join(late, hidden);
    expect(await unreadIn(late, hidden)).toBe(0);
    const last = await api.aReply(ann, second);
    expect(await unreadIn(late, hidden)).toBe(1);
    await api.call(ann, 'deletePost', { postId: last.id }, '{ id }');
    expect(await unreadIn(late, hidden)).toBe(0);
    const gone = await api.aThread(ann, hidden);
    expect(await unreadIn(late, hidden)).toBe(1);
    const { rows } = await api.db.pool.query<{ id: string }>('SELECT id FROM posts WHERE thread_id = $1', [gone]);
    await api.call(ann, 'deletePost', { postId: rows[0]?.id }, '{ id }');
    expect(await unreadIn(late, hidden)).toBe(0);
  });

  it('says of each thread what the thread says of itself', async () => {
    const { api, bob, hidden } = scene;
    const query = `query ($slug: String!) { community(slug: $slug) {
      unreadThreads threads(first: 50) { edges { node { unread } } } } }`;
    type Answer = { unreadThreads: number; threads: { edges: { node: { unread: number } }[] } };
    const { unreadThreads, threads } = await api.get<Answer>(bob, query, { slug: hidden });
    expect(threads.edges.filter(({ node }) => node.unread > 0)).toHaveLength(unreadThreads);
  });

  it('counts a hundred at most, and none whose last word is older than sixty days', async () => {
    const { api, bob, open } = scene;
    await api.db.pool.query(`UPDATE memberships SET joined_at = now() - interval '1 year' WHERE account_id = $1`, [
      bob.accountId,
    ]);
    await manyThreads(open, 3, '61 days');
    expect(await unreadIn(bob, open)).toBe(0);
    await manyThreads(open, 99, '59 days');
    expect(await unreadIn(bob, open)).toBe(99);
    await manyThreads(open, 30, '58 days');
    expect(await unreadIn(bob, open)).toBe(100);
  });

  it('tells it of thirty communities in one statement, and looks at no older thread for it', async () => {
    const { api, bob } = scene;
    const slugs = (await api.slugs()).slice(0, 30);
    for (const slug of slugs) await api.join(bob, slug);
    await api.db.pool.query(`UPDATE memberships SET joined_at = now() - interval '1 year' WHERE account_id = $1`, [
      bob.accountId,
    ]);
    for (const slug of slugs) await manyThreads(slug, 10, '5 days');
    await api.db.pool.query('ANALYZE threads');
    const found = await mine(bob);
    expect(Object.keys(found)).toHaveLength(30);
    for (const slug of slugs) expect(found[slug]).toBeGreaterThanOrEqual(10);
    const asked = await api.statementsOf(() => mine(bob));
    expect(asked.filter((name) => name.startsWith('unread-'))).toEqual(['unread-of-communities']);
    const before = await pagesRead(api, () => mine(bob));
    for (const slug of slugs) await manyThreads(slug, 200, '200 days');
    await api.db.pool.query('VACUUM ANALYZE threads');
    // The index has grown by a level or two.
    expect(await pagesRead(api, () => mine(bob))).toBeLessThan(before * 1.3);
  });
});
