import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { TestApi } from '../testing/test-api.js';

const SHOWN =
  'id name(language: FR) names { en fr } kind country province domains memberships { association { slug } tie from until } revision';
const ADD = `mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { ${SHOWN} } }`;
const EDIT = `mutation ($input: EditInstitutionInput!) { editInstitution(input: $input) { ${SHOWN} } }`;
const ONE = `query ($id: ID!) { institution(id: $id) { ${SHOWN} } }`;
const LIST = `query ($query: String, $first: Int, $after: String) {
  institutions(query: $query, first: $first, after: $after) { totalCount edges { cursor node { ${SHOWN} } } pageInfo { hasNextPage endCursor } } }`;

interface Shown {
  id: string;
  domains: string[];
}

const given = (facts: object = {}) => ({
  name: { en: 'Centre of Science', fr: 'Centre des sciences' },
  kind: 'SCIENCE_CENTRE',
  country: 'CA',
  province: 'ON',
  domains: [] as string[],
  memberships: [] as object[],
  ...facts,
});
const tie = (facts: object = {}) => ({ association: 'casc', tie: 'MEMBER', from: '2020-01-01', until: null, ...facts });

let api: TestApi;
let staff: Viewer;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
});
afterAll(() => api.close());

const add = (facts: object = {}, viewer = staff) =>
  api.ask<{ addInstitution: Shown }>(viewer, ADD, { input: given(facts) });
const notes = async (action: string): Promise<number> =>
  (await api.db.pool.query(`SELECT FROM audit_entries WHERE action = $1`, [action])).rowCount ?? 0;

describe.each([
  ['addInstitution', ADD, { input: given() }],
  ['editInstitution', EDIT, { input: given({ institutionId: v7() }) }],
  ['institution', ONE, { id: v7() }],
  ['institutions', LIST, {}],
])('%s', (_name, operation, variables) => {
  it('refuses the stranger, the unconfirmed, members and facilitators', async () => {
    expect((await api.ask(Viewer.anonymous, operation, variables)).code).toBe('UNAUTHENTICATED');
    const leader = await api.person('Leo');
    await api.ask(
      staff,
      `mutation { appointFacilitator(input: { slug: "steam", accountId: "${leader.accountId}" }) { id } }`,
    );
    for (const viewer of [await api.person('Una', { emailVerified: false }), await api.person('Sam'), leader]) {
      expect((await api.ask(viewer, operation, variables)).code).toBe('FORBIDDEN');
    }
  });
});

describe('addInstitution', () => {
  it.each([
    ['name.en', { name: { en: '', fr: 'x' } }],
    ['name.fr', { name: { en: 'x', fr: 'x'.repeat(201) } }],
    ['country', { country: 'ca' }],
    ['country', { country: 'XX' }],
    ['country', { country: 'Canada' }],
    ['province', { province: 'Ontario' }],
    ['domains', { domains: Array.from({ length: 51 }, (_, n) => `m${n}.example`) }],
    ['domains.1', { domains: ['museum.example', 'gmail.com'] }],
    ['domains.0', { domains: ['on.ca'] }],
    ['domains.0', { domains: ['someone@museum.example'] }],
    ['domains.1', { domains: ['Museum.example', 'museum.EXAMPLE'] }],
    ['memberships', { memberships: Array.from({ length: 21 }, () => tie()) }],
    ['memberships.0.association', { memberships: [tie({ association: 'no-such' })] }],
    ['memberships.1.from', { memberships: [tie(), tie({ from: '2026-02-30' })] }],
    ['memberships.0.until', { memberships: [tie({ from: '2026-02-02', until: '2026-02-01' })] }],
  ])('names what is wrong: %s in %j', async (field, facts) => {
    const { code, fields } = await add(facts);
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
    expect((await api.db.pool.query('SELECT FROM institutions')).rowCount).toBe(0);
  });

  it('adds, shows and notes it', async () => {
    const before = await notes('institution-added');
    const { data } = await add({
      domains: ['Science.Example', 'musée.example'],
      memberships: [
        tie({ until: '2030-12-31' }),
        tie({ association: 'astc', tie: 'COLLABORATOR', from: '2021-05-05' }),
      ],
    });
    const expected = {
      id: data?.addInstitution.id,
      name: 'Centre des sciences',
      names: { en: 'Centre of Science', fr: 'Centre des sciences' },
      kind: 'SCIENCE_CENTRE',
      country: 'CA',
      province: 'ON',
      domains: ['science.example', 'xn--muse-dpa.example'],
      memberships: [
        { association: { slug: 'casc' }, tie: 'MEMBER', from: '2020-01-01', until: '2030-12-31' },
        { association: { slug: 'astc' }, tie: 'COLLABORATOR', from: '2021-05-05', until: null },
      ],
      revision: 1,
    };
    expect(data?.addInstitution).toEqual(expected);
    expect((await api.ask(staff, ONE, { id: expected.id })).data).toEqual({ institution: expected });
    expect(await notes('institution-added')).toBe(before + 1);
  });

  it('leaves a domain with the institution that has it, whoever comes at the same moment', async () => {
    const { code, fields } = await add({ domains: ['new.example', 'SCIENCE.example'] });
    expect([code, fields]).toEqual(['BAD_USER_INPUT', { 'domains.1': 'Another institution has this domain.' }]);
    const answers = await Promise.all([1, 2, 3].map((n) => add({ domains: [`own${n}.example`, 'wanted.example'] })));
    expect(answers.filter(({ code: refusal }) => refusal === undefined)).toHaveLength(1);
    expect(answers.filter(({ fields: wrong }) => wrong?.['domains.1'])).toHaveLength(2);
  });
});

describe('editInstitution', () => {
  it('replaces everything, and knows only what is there', async () => {
    const { data } = await add({ domains: ['old.example', 'kept.example'], memberships: [tie()] });
    const institutionId = data?.addInstitution.id;
    const input = given({
      institutionId,
      name: { en: 'Aquarium', fr: 'Aquarium' },
      kind: 'AQUARIUM_ZOO',
      country: 'FR',
      province: null,
      domains: ['kept.example', 'fresh.example'],
      memberships: [tie({ tie: 'COLLABORATOR' })],
    });
    const { data: edited } = await api.ask(staff, EDIT, { input });
    expect(edited).toEqual({
      editInstitution: {
        id: institutionId,
        name: 'Aquarium',
        names: { en: 'Aquarium', fr: 'Aquarium' },
        kind: 'AQUARIUM_ZOO',
        country: 'FR',
        province: null,
        domains: ['fresh.example', 'kept.example'],
        memberships: [{ association: { slug: 'casc' }, tie: 'COLLABORATOR', from: '2020-01-01', until: null }],
        revision: 2,
      },
    });
    // What it gave up is free.
    expect((await add({ domains: ['old.example'] })).code).toBeUndefined();
    expect((await api.ask(staff, EDIT, { input: { ...input, institutionId: v7() } })).code).toBe('NOT_FOUND');
    const { code, fields } = await api.ask(staff, EDIT, { input: { ...input, domains: ['science.example'] } });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['domains.0']]);
    const { data: still } = await api.ask<{ institution: Shown }>(staff, ONE, { id: institutionId });
    expect(still?.institution.domains).toEqual(['fresh.example', 'kept.example']);
  });
});

describe('editInstitution of what somebody changed meanwhile', () => {
  it('refuses what is no revision, changes nothing, and lets one of two through', async () => {
    const institutionId = (await add({ domains: ['twice.example'] })).data?.addInstitution.id;
    const edit = (expectedRevision: number | null, domains: string[]) =>
      api.ask<{ editInstitution: { revision: number } }>(staff, EDIT, {
        input: given({ institutionId, domains, expectedRevision }),
      });
    expect((await edit(0, [])).fields).toEqual({ expectedRevision: 'Must be 1 or more.' });
    expect((await edit(null, ['two.example'])).data?.editInstitution.revision).toBe(2);
    const { code, current } = await edit(1, ['lost.example']);
    expect([code, current]).toEqual(['CONFLICT', { revision: 2 }]);
    expect((await api.ask(staff, ONE, { id: institutionId })).data).toMatchObject({
      institution: { domains: ['two.example'], revision: 2 },
    });
    const answers = await Promise.all(['a.example', 'b.example'].map((domain) => edit(2, [domain])));
    expect(answers.map((answer) => answer.code).toSorted()).toEqual(['CONFLICT', undefined]);
  });
});

describe('institutions', () => {
  it.each([
    ['first', { first: 0 }],
    ['first', { first: 51 }],
    ['after', { after: 'x' }],
    ['query', { query: 'x'.repeat(101) }],
  ])('names a wrong %s', async (field, variables) => {
    const { code, fields } = await api.ask(staff, LIST, variables);
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('answers NOT_FOUND for one that is not there', async () => {
    expect((await api.ask(staff, ONE, { id: v7() })).code).toBe('NOT_FOUND');
  });

  it('pages by name, finds by word and domain, in a fixed number of statements', async () => {
    for (const n of ['É', 'a', 'Z', 'b'])
      await add({
        name: { en: `Page ${n}`, fr: 'Musée' },
        domains: [`p-${n.charCodeAt(0)}.example`],
        memberships: [tie()],
      });
    interface Page {
      institutions: {
        totalCount: number;
        edges: { node: { names: { en: string } } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const names = (page: Page | null | undefined) => page?.institutions.edges.map(({ node }) => node.names.en);
    const first = await api.ask<Page>(staff, LIST, { query: 'page', first: 3 });
    expect(names(first.data)).toEqual(['Page a', 'Page b', 'Page É']);
    expect(first.data?.institutions).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(first.statements).toBe(3);
    const after = first.data?.institutions.pageInfo.endCursor;
    const second = await api.ask<Page>(staff, LIST, { query: 'page', first: 3, after });
    expect(names(second.data)).toEqual(['Page Z']);
    expect(names((await api.ask<Page>(staff, LIST, { query: 'MUSEE p-90' })).data)).toEqual(['Page Z']);
    expect(names((await api.ask<Page>(staff, LIST, { query: '%' })).data)).toEqual([]);
  });
});
