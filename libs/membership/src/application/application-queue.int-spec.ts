import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { encodeCursor } from '#platform/graphql';
import { APPLY, applicationScene, QUEUE, type ApplicationScene, type Shown } from '../testing/application-scene.js';

const SLUG = 'genaction';
const SECRET = 'indigenous-practitioners';

interface Queue {
  community: {
    applications: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { cursor: string; node: Shown & { applicantMeets: boolean | null; applicant: { name: string } } }[];
    } | null;
  };
}

let scene: ApplicationScene;
let lead: Viewer;
let secretLead: Viewer;

beforeAll(async () => {
  scene = await applicationScene();
  lead = await scene.facilitator(SLUG, 'Lea');
  secretLead = await scene.facilitator(SECRET, 'Lou');
  for (const name of ['A', 'B', 'C', 'D', 'E']) {
    const viewer = await scene.api.person(name);
    await scene.api.ask(viewer, APPLY, { slug: SLUG, answers: [{ key: 'reason', value: `Because ${name}.\nYes.` }] });
    await scene.api.ask(viewer, APPLY, { slug: SECRET, answers: [{ key: 'selfIdentification', value: 'true' }] });
  }
});
afterAll(() => scene.close());

const queue = (viewer: Viewer, slug = SLUG, page: object = {}) =>
  scene.api.ask<Queue>(viewer, QUEUE, { slug, first: 20, ...page });

describe('the queue of a community', () => {
  it('is nothing to others, without an error, and takes the same statements in every community', async () => {
    for (const viewer of [Viewer.anonymous, scene.staff, secretLead, await scene.member(SLUG, 'Mem')]) {
      const [theirs, empty] = [await queue(viewer), await queue(viewer, 'neon')];
      expect(theirs).toMatchObject({ code: undefined, data: { community: { applications: null } } });
      expect(theirs.statements).toBe(empty.statements);
    }
  });

  it('comes oldest first, page by page without gap or double', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const applications: Queue['community']['applications'] | undefined = (
        await queue(lead, SLUG, { first: 2, after })
      ).data?.community.applications;
      expect(applications).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: page < 2 } });
      seen.push(...(applications?.edges.map(({ node }) => node.applicant.name) ?? []));
      after = applications?.pageInfo.endCursor ?? null;
    }
    expect(seen).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it.each<[string, object, string]>([
    ['first of 0', { first: 0 }, 'first'],
    ['first of 51', { first: 51 }, 'first'],
    ['a cursor of somebody else', { after: '!' }, 'after'],
    ['a cursor without a moment', { after: encodeCursor(['x', '019ab000-0000-7000-8000-000000000000']) }, 'after'],
    ['a cursor without an id', { after: encodeCursor(['2026-01-01T00:00:00Z', '%']) }, 'after'],
  ])('refuses %s', async (_what, page, field) => {
    const { code, fields } = await queue(lead, SLUG, page);
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it.each([
    [SLUG, () => lead, true],
    [SECRET, () => secretLead, null],
  ])('of %s takes the same statements for two as for five', async (slug, viewer, meets) => {
    const [two, five] = [await queue(viewer(), slug, { first: 2 }), await queue(viewer(), slug, { first: 5 })];
    expect(five.data?.community.applications?.edges).toHaveLength(5);
    for (const { node } of five.data?.community.applications?.edges ?? []) expect(node.applicantMeets).toBe(meets);
    expect(five.statements).toBe(two.statements);
  });

  it('tells who is no longer of those whom it is for', async () => {
    const viewer = await scene.api.person('Left');
    await scene.api.ask(viewer, APPLY, { slug: SLUG, answers: [] });
    await scene.moveAway(viewer.accountId);
    const { data } = await queue(lead);
    expect(data?.community.applications?.edges.at(-1)?.node).toMatchObject({ applicantMeets: false, answers: [] });
  });
});

describe('one’s own application', () => {
  const MINE = `{ a: community(slug: "${SLUG}") { viewerApplication { status } } b: community(slug: "neon") { viewerApplication { status } } }`;

  it('is the newest, and nobody else’s', async () => {
    const viewer = await scene.api.person('Own');
    await scene.api.ask(viewer, APPLY, { slug: SLUG, answers: [] });
    const { data } = await scene.api.ask(viewer, MINE);
    expect(data).toEqual({ a: { viewerApplication: { status: 'WAITING' } }, b: { viewerApplication: null } });
    for (const other of [Viewer.anonymous, scene.staff, lead]) {
      expect((await scene.api.ask(other, MINE)).data).toEqual({
        a: { viewerApplication: null },
        b: { viewerApplication: null },
      });
    }
  });
});
