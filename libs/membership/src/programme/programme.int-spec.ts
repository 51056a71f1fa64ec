import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { encodeCursor } from '#platform/graphql';
import { addressOf, GEN, RosterScene, SET, TAM } from '../testing/roster-scene.js';

interface Rostered {
  programme: {
    size: number;
    roster: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: { node: { email: string; person: { name: string } | null; enrolled: boolean } }[];
    };
  };
}

const ONE = `query ($slug: String!, $first: Int, $after: String) { programme(slug: $slug) { slug size
  roster(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { node { email person { name } enrolled since } } } } }`;
const ALL = `query { programmes { slug size communities { slug name } roster(first: 3) { totalCount edges { node { email person { name } } } } } }`;

let r: RosterScene;

beforeAll(async () => {
  r = await RosterScene.start();
});
afterAll(() => r.api.close());

describe.each([
  ['setRoster', SET],
  ['programme', ONE],
  ['programmes', ALL],
])('%s', (_name, operation) => {
  it('refuses the stranger, the unconfirmed, the member and the facilitator', async () => {
    const [member, facilitator] = [await r.api.person('Mia'), await r.api.person('Fay')];
    for (const [who, role] of [
      [member, 'MEMBER'],
      [facilitator, 'FACILITATOR'],
    ] as const)
      await r.sql(`INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, 'x')`, [
        r.tam.id,
        who.accountId,
        role,
      ]);
    const codes = [];
    const unconfirmed = await r.api.person('Una', { emailVerified: false, isStaff: true });
    for (const viewer of [Viewer.anonymous, unconfirmed, await r.api.person('Out'), member, facilitator])
      codes.push((await r.api.ask(viewer, operation, { programme: TAM, emails: [], slug: TAM })).code);
    expect(codes).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('programme', () => {
  it('walks its roster by address', async () => {
    const [ann, bob] = [await r.api.person('Ann'), await r.api.person('Bob')];
    const emails = [addressOf(ann), addressOf(bob), 'a@waits.example', 'b@waits.example', 'z@waits.example'];
    await r.set(TAM, emails);
    const seen: [string, string | undefined, boolean][] = [];
    let after: string | null = null;
    do {
      const answer: { data?: Rostered | null; statements: number } = await r.api.ask<Rostered>(r.staff, ONE, {
        slug: TAM,
        first: 2,
        after,
      });
      const roster: Rostered['programme']['roster'] | undefined = answer.data?.programme.roster;
      expect(roster?.totalCount).toBe(5);
      expect(answer.statements).toBeLessThanOrEqual(4);
      for (const { node } of roster?.edges ?? []) seen.push([node.email, node.person?.name, node.enrolled]);
      after = roster?.pageInfo.hasNextPage ? roster.pageInfo.endCursor : null;
    } while (after !== null);
    const owners = new Map([
      [addressOf(ann), 'Ann'],
      [addressOf(bob), 'Bob'],
    ]);
    expect(seen).toEqual(emails.toSorted().map((email) => [email, owners.get(email), owners.has(email)]));
  });

  it('does not know what is not there', async () => {
    expect((await r.api.ask(r.staff, ONE, { slug: 'no-such' })).code).toBe('NOT_FOUND');
  });

  it.each([
    [{ slug: 'X' }, 'slug'],
    [{ first: 0 }, 'first'],
    [{ first: 51 }, 'first'],
    [{ after: 'x' }, 'after'],
    [{ after: encodeCursor(['no address']) }, 'after'],
    [{ after: encodeCursor(['a@b.org', v7()]) }, 'after'],
  ])('refuses %j', async (wrong, field) => {
    const { code, fields } = await r.api.ask(r.staff, ONE, { slug: TAM, ...wrong });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });
});

describe('programmes', () => {
  it('lists those that rules name and those that have a roster, in a fixed number of statements', async () => {
    await r.set(GEN, ['only@waits.example']);
    const answer = await r.api.ask<{ programmes: { slug: string; size: number; roster: { totalCount: number } }[] }>(
      r.staff,
      ALL,
    );
    expect(answer.data?.programmes.map(({ slug, size }) => [slug, size])).toEqual([
      [GEN, 1],
      [TAM, 5],
    ]);
    expect(answer.data?.programmes[1]?.roster.totalCount).toBe(5);
    expect(answer.statements).toBeLessThanOrEqual(5);
    await r.sql(`INSERT INTO roster_entries (programme, email) VALUES ('orphan', 'a@b.org')`);
    const { data } = await r.api.ask(r.staff, ALL);
    expect(data).toMatchObject({ programmes: [{}, { slug: 'orphan', size: 1, communities: [] }, {}] });
  });
});
