import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { encodeCursor } from '#platform/graphql';
import { TestApi, type TestAnswer } from '../testing/test-api.js';

interface Page {
  community: {
    memberCount: number | null;
    members: {
      totalCount: number;
      edges: { cursor: string; node: { role: string; person: { name: string } } }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
    } | null;
  };
}

const MEMBERS = `query ($slug: String!, $first: Int, $after: String) { community(slug: $slug) {
  memberCount members(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { role joinedAt person { id name former } } } } } }`;
const NAMES = ['Élodie', 'Zoë', 'eric', 'Ångström', 'Emile', 'Zoe'];
const PRIVATE = 'indigenous-practitioners';

let api: TestApi;
let member: Viewer;
let elsewhere: Viewer;
let staff: Viewer;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  for (const name of NAMES)
    await api.ask(await api.person(name), 'mutation { joinCommunity(input: { slug: "steam" }) { id } }');
  const appoint = (slug: string, accountId: string) =>
    api.ask(staff, `mutation { appointFacilitator(input: { slug: "${slug}", accountId: "${accountId}" }) { id } }`);
  const lead = await api.person('Victor');
  await appoint('steam', lead.accountId);
  const insider = await api.person('Ines');
  await appoint(PRIVATE, insider.accountId);
  member = insider;
  elsewhere = await api.person('Otto');
  await api.ask(elsewhere, 'mutation { joinCommunity(input: { slug: "neon" }) { id } }');
});
afterAll(() => api.close());

describe('members of a private community', () => {
  it.each<[string, () => Viewer]>([
    ['a stranger', () => Viewer.anonymous],
    ['a member of another community', () => elsewhere],
    ['staff', () => staff],
  ])('are nothing to %s, without an error', async (_who, viewer) => {
    const answer = await api.ask<Page>(viewer(), MEMBERS, { slug: PRIVATE });
    expect(answer).toMatchObject({ code: undefined, data: { community: { memberCount: null, members: null } } });
  });

  it('are there for members', async () => {
    const { data } = await api.ask<Page>(member, MEMBERS, { slug: PRIVATE });
    expect(data?.community).toMatchObject({
      memberCount: 1,
      members: { totalCount: 1, edges: [{ node: { role: 'FACILITATOR' } }] },
    });
  });

  it('are gone for who left, in the same request', async () => {
    const leaver = await api.person('Lea');
    await api.ask(
      staff,
      `mutation { appointFacilitator(input: { slug: "${PRIVATE}", accountId: "${leaver.accountId}" }) { id } }`,
    );
    const { data } = await api.ask(
      leaver,
      `mutation { leaveCommunity(input: { slug: "${PRIVATE}" }) { memberCount members { totalCount } } }`,
    );
    expect(data).toEqual({ leaveCommunity: { memberCount: null, members: null } });
  });
});

describe('members of a public community', () => {
  it('come facilitators first, then by name as people sort', async () => {
    const { data } = await api.ask<Page>(Viewer.anonymous, MEMBERS, { slug: 'steam' });
    const names = data?.community.members?.edges.map(({ node }) => node.person.name);
    expect(names).toEqual(['Victor', 'Ångström', 'Élodie', 'Emile', 'eric', 'Zoe', 'Zoë']);
    expect(data?.community).toMatchObject({ memberCount: 7, members: { totalCount: 7 } });
  });

  it('come page by page without gap or double', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 4; page += 1) {
      const answer: TestAnswer<Page> = await api.ask<Page>(Viewer.anonymous, MEMBERS, {
        slug: 'steam',
        first: 2,
        after,
      });
      const members = answer.data?.community.members;
      seen.push(...(members?.edges.map(({ node }) => node.person.name) ?? []));
      expect(members?.pageInfo).toMatchObject({ hasPreviousPage: page > 0, hasNextPage: page < 3 });
      after = members?.pageInfo.endCursor ?? null;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  it.each<[object, string]>([
    [{ first: 0 }, 'first'],
    [{ first: 51 }, 'first'],
    [{ after: '!' }, 'after'],
    [{ after: encodeCursor(['OWNER', 'x', '019ab000-0000-7000-8000-000000000000']) }, 'after'],
    [{ after: encodeCursor(['MEMBER', 'a\u0000', '019ab000-0000-7000-8000-000000000000']) }, 'after'],
    [{ after: encodeCursor(['MEMBER', 'a', '%']) }, 'after'],
    [{ after: encodeCursor([]) }, 'after'],
  ])('refuse %j and name the field', async (variables, field) => {
    const { code, fields } = await api.ask(Viewer.anonymous, MEMBERS, { slug: 'steam', ...variables });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });
});
