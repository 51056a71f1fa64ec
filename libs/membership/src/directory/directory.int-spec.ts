import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { statement } from '#platform/database';
import { encodeCursor } from '#platform/graphql';
import { TestApi } from '../testing/test-api.js';

interface Directory {
  communities: {
    totalCount: number;
    edges: { node: { slug: string; name: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const ELIGIBILITY = statement('test-eligibility', `UPDATE communities SET eligibility = $2 WHERE slug = $1`);
const LIST = `query ($first: Int, $after: String, $association: String, $query: String, $status: CommunityStatus, $openToJoin: Boolean, $mine: Boolean, $language: Language) {
  communities(first: $first, after: $after, association: $association, query: $query, status: $status, openToJoin: $openToJoin, mine: $mine, language: $language) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { slug name summary memberCount viewerRole viewerCan { join leave startThread appointFacilitator }
                   association { name } members(first: 3) { totalCount edges { node { person { name sharedCommunities { slug } } } } } } }
  }
}`;

let api: TestApi;
let member: Viewer;

beforeAll(async () => {
  api = await TestApi.start();
  member = await api.person('Mia', { language: 'FR' });
  for (const slug of ['steam', 'neon']) {
    await api.ask(member, `mutation { joinCommunity(input: { slug: "${slug}" }) { id } }`);
  }
});
afterAll(() => api.close());

const slugs = async (viewer: Viewer, variables: object): Promise<string[] | undefined> =>
  (await api.ask<Directory>(viewer, LIST, { ...variables })).data?.communities.edges.map(({ node }) => node.slug);

const name = async (viewer: Viewer, argument: string): Promise<unknown> => {
  const texts = `name${argument} summary${argument} association { name${argument} }`;
  return (await api.ask(viewer, `{ community(slug: "early-childhood") { ${texts} } }`)).data;
};

describe('communities', () => {
  it('shows a stranger all thirty, also the private one, and of that nothing else', async () => {
    const { data } = await api.ask<Directory>(Viewer.anonymous, LIST, { first: 50 });
    expect(data?.communities.totalCount).toBe(30);
    expect(data?.communities.edges.map(({ node }) => node)).toContainEqual(
      expect.objectContaining({
        slug: 'indigenous-practitioners',
        memberCount: null,
        members: null,
        viewerRole: null,
        viewerCan: { join: false, leave: false, startThread: false, appointFacilitator: false },
      }),
    );
  });

  it('needs the same number of statements for one community as for thirty', async () => {
    const one = await api.ask(member, LIST, { first: 1, mine: true });
    const all = await api.ask(member, LIST, { first: 50 });
    expect(all.statements).toBeLessThanOrEqual(one.statements);
    expect(all.statements).toBeLessThanOrEqual(9);
  });

  it('gives the list of the directory page in five statements', async () => {
    const { statements } = await api.ask(
      member,
      '{ communities(first: 50) { totalCount edges { node { slug name memberCount viewerRole viewerCan { join } association { slug } } } } }',
    );
    expect(statements).toBeLessThanOrEqual(5);
  });

  it('speaks the viewer’s language unless another is asked for', async () => {
    expect(await name(member, '')).toMatchObject({ community: { name: 'Petite enfance' } });
    expect(await name(member, '(language: EN)')).toMatchObject({ community: { name: 'Early Childhood' } });
    expect(await name(Viewer.anonymous, '')).toMatchObject({ community: { name: 'Early Childhood' } });
    expect(await name(Viewer.anonymous, '(language: FR)')).toMatchObject({ community: { name: 'Petite enfance' } });
  });

  it('narrows', async () => {
    expect(await slugs(member, { mine: true })).toEqual(['neon', 'steam']);
    expect(await slugs(Viewer.anonymous, { mine: true })).toEqual([]);
    expect(await slugs(member, { mine: false, status: 'ARCHIVED' })).toEqual(['solar-eclipse-2024']);
    expect(await slugs(member, { query: '  DEFENSE  ' })).toEqual(['advocacy-public-policy']);
    expect(await slugs(member, { query: '   ' })).toHaveLength(20);
    expect(await slugs(member, { association: 'casc', query: '%' })).toEqual([]);
  });

  it('narrows to those that take one in by a click, and are not archived', async () => {
    const POLICIES =
      '{ communities(first: 50, openToJoin: true) { totalCount edges { node { joinPolicy eligibility status } } } }';
    const { data } = await api.ask<{ communities: { totalCount: number; edges: { node: object }[] } }>(
      member,
      POLICIES,
    );
    const found = data?.communities.edges.map(({ node }) => node) ?? [];
    expect(found.length).toBeGreaterThan(2);
    for (const community of found) {
      expect(community).toMatchObject({
        joinPolicy: 'OPEN',
        eligibility: expect.stringMatching(/^(ANYONE|MUSEUM_STAFF)$/),
        status: expect.stringMatching(/^(OPERATIONAL|ORGANIZING)$/),
      });
    }
    expect([data?.communities.totalCount, found.length]).toEqual([found.length, found.length]);
    expect(await slugs(member, { openToJoin: true, status: 'ARCHIVED' })).toEqual([]);
    // For those alone of whom something is on record, a door that stands open is none for everybody.
    expect(await slugs(member, { openToJoin: true, query: 'early childhood' })).toEqual(['early-childhood']);
    for (const [eligibility, found] of [
      ['MEMBER_INSTITUTION', []],
      ['ANYONE', ['early-childhood']],
    ] as const) {
      await api.db.run(ELIGIBILITY, ['early-childhood', eligibility]);
      expect(await slugs(member, { openToJoin: true, query: 'early childhood' })).toEqual(found);
    }
    expect(await slugs(member, { openToJoin: false, first: 50 })).toHaveLength(30);
    const first = await api.ask<Directory>(member, LIST, { openToJoin: true, first: 2 });
    const next = await slugs(member, {
      openToJoin: true,
      first: 50,
      after: first.data?.communities.pageInfo.endCursor,
    });
    expect(next).toHaveLength(found.length - 2);
  });

  it('walks on', async () => {
    const { data } = await api.ask<Directory>(member, LIST, { first: 29 });
    expect(data?.communities.pageInfo.hasNextPage).toBe(true);
    expect(await slugs(member, { after: data?.communities.pageInfo.endCursor })).toHaveLength(1);
  });

  it.each<[object, string]>([
    [{ first: 0 }, 'first'],
    [{ first: 51 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ after: 'x' }, 'after'],
    [{ after: '%' }, 'after'],
    [{ after: encodeCursor(['a']) }, 'after'],
    [{ after: encodeCursor(['a', 'b']) }, 'after'],
    [{ after: encodeCursor(['a\u0000', '019ab000-0000-7000-8000-000000000000']) }, 'after'],
    [{ after: encodeCursor(['\ud800', '019ab000-0000-7000-8000-000000000000']) }, 'after'],
    [{ after: encodeCursor([1, '019ab000-0000-7000-8000-000000000000']) }, 'after'],
    [{ association: "' OR 1=1" }, 'association'],
    [{ association: 'A%' }, 'association'],
    [{ query: 'a\u0000b' }, 'query'],
    [{ query: '\ud800' }, 'query'],
    [{ query: 'x'.repeat(101) }, 'query'],
  ])('refuses %j and names the field', async (variables, field) => {
    const { code, fields } = await api.ask(Viewer.anonymous, LIST, { ...variables });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });
});

describe('community', () => {
  it.each(['', 'Steam', '%', 'a\u0000'])('refuses the malformed slug %j', async (slug) => {
    const { code, fields } = await api.ask(member, 'query ($slug: String!) { community(slug: $slug) { id } }', {
      slug,
    });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['slug']]);
  });

  it('is NOT_FOUND when there is none', async () => {
    const answer = await api.ask(member, '{ community(slug: "none") { id } }');
    expect([answer.code, answer.data]).toEqual(['NOT_FOUND', { community: null }]);
  });
});

describe('associations', () => {
  it('lists both for everybody', async () => {
    const { data } = await api.ask(Viewer.anonymous, '{ associations { slug name languages } }');
    expect(data).toEqual({
      associations: [
        { slug: 'astc', name: 'Association of Science and Technology Centers', languages: ['EN'] },
        { slug: 'casc', name: 'Canadian Association of Science Centres', languages: ['EN', 'FR'] },
      ],
    });
  });
});
