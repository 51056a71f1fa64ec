import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { encodeCursor } from '#platform/graphql';
import { aScene, firstPost, refusal, value, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

const UNATTENDED = `query ($first: Int, $after: String) { unattended(first: $first, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { applications reports since community { slug } } } } }`;

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: { applications: number; reports: number; since: string; community: { slug: string } } }[];
}

let scene: Scene;
let staff: Person;
/** In the order in which something began to wait there: applications, a report, both. */
let places: [string, string, string];

beforeAll(async () => {
  scene = await aScene({ RATE_LIMITS: 'report=1000/600,thread=1000/600' });
  const { api, ann, other, stranger, open, hidden, elsewhere } = scene;
  staff = await api.person('Staff', { isStaff: true });
  places = [elsewhere, hidden, open];
  await applies(ann, elsewhere);
  await applies(stranger, elsewhere);
  for (const slug of [hidden, open]) {
    const { id } = await firstPost(api, ann, await api.aThread(ann, slug));
    expect(value(await api.call(scene.bob, 'reportPost', { postId: id, reason: 'Spam.' }, ''))).toBe(true);
  }
  await applies(other, open);
});
afterAll(() => scene.api.close());

const applies = (person: Person, slug: string) =>
  scene.api.db.pool.query(
    `INSERT INTO applications (id, community_id, account_id, status, form, answers)
     SELECT $1, id, $2, 'WAITING', '[]', '{}' FROM communities WHERE slug = $3`,
    [v7(), person.accountId, slug],
  );
const ask = (viewer: Viewer, page: object = {}) => scene.api.ask(viewer, UNATTENDED, { ...page });
const list = (page: object = {}): Promise<Page> => scene.api.get<Page>(staff, UNATTENDED, { ...page });
const seen = ({ edges }: Page) =>
  edges.map(({ node }) => [node.community.slug, node.applications, node.reports] as const);

describe('unattended', () => {
  it('is for administrators alone', async () => {
    const { api, ann, hidden } = scene;
    expect(value(await ask(Viewer.anonymous))).toBe('UNAUTHENTICATED');
    const lead = await api.person('Lead of another');
    await api.join(lead, (await api.slugs())[5] ?? hidden, 'FACILITATOR');
    const unverified = await api.person('Una', { isStaff: true, emailVerified: false });
    for (const person of [ann, lead, unverified]) expect(value(await ask(person))).toBe('FORBIDDEN');
  });

  it.each<[object, string]>([
    [{ first: 0 }, 'first'],
    [{ first: 51 }, 'first'],
    [{ after: '!' }, 'after'],
    [{ after: encodeCursor(['2026-01-01T00:00:00Z', 'x']) }, 'after'],
  ])('refuses %j and names the field', async (page, field) => {
    expect(refusal(await ask(staff, page))).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('tells where how many applications and reports wait, the longest waiting first, in two statements', async () => {
    const page = await list();
    expect(seen(page)).toEqual([
      [places[0], 2, 0],
      [places[1], 0, 1],
      [places[2], 1, 1],
    ]);
    expect(page.edges[0]?.node.since).toEqual(expect.any(String));
    for (const first of [1, 50]) expect(await scene.api.statementsOf(() => list({ first }))).toHaveLength(2);
  });

  it('comes page by page', async () => {
    const first = await list({ first: 2 });
    expect([first.pageInfo.hasNextPage, seen(first).length]).toEqual([true, 2]);
    const next = await list({ first: 2, after: first.pageInfo.endCursor });
    expect([next.pageInfo.hasNextPage, seen(next).map(([slug]) => slug)]).toEqual([false, [places[2]]]);
  });

  it('opens no application and no report of a private community', async () => {
    const query = `{ unattended { edges { node { community { slug reports { totalCount } applications { totalCount } } } } } }`;
    const found = await scene.api.get<{ edges: { node: { community: { slug: string } } }[] }>(staff, query);
    expect(found.edges.map(({ node }) => node.community)).toContainEqual({
      slug: scene.hidden,
      reports: null,
      applications: null,
    });
  });

  it.each([
    ['closed', 'closed_at = now(), email = NULL, password_hash = NULL'],
    ['suspended', `suspended_until = now() + interval '1 day', suspension_reason = 'x'`],
    ['without a proved address', 'email_verified_at = NULL'],
  ])('counts nobody as leading whose account is %s', async (_what, became) => {
    const { api, hidden } = scene;
    const lead = await api.person('Lead');
    await api.join(lead, hidden, 'FACILITATOR');
    expect(seen(await list()).map(([slug]) => slug)).not.toContain(hidden);
    await api.db.pool.query(`UPDATE accounts SET ${became} WHERE id = $1`, [lead.accountId]);
    expect(seen(await list()).map(([slug]) => slug)).toContain(hidden);
    await api.leave(lead, hidden);
  });
});
