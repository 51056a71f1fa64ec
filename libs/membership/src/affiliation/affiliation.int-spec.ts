import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { CommunityService } from '#communities';
import { EligibilityService } from '../eligibility/eligibility.service.js';
import { LeaveWhenAccountClosed } from '../membership/leave-when-account-closed.handler.js';
import { TestApi } from '../testing/test-api.js';

type Somebody = Viewer & { accountId: string };

const AFFILIATE = `mutation ($input: AffiliateInput!) {
  affiliate(input: $input) { institution { id } source from until } }`;
const END = 'mutation ($input: EndAffiliationInput!) { endAffiliation(input: $input) }';
const MINE = '{ myAffiliations { institution { id } source from until } }';

let api: TestApi;
let staff: Somebody;
let museum: string;
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

const addInstitution = async (facts: object): Promise<string> => {
  const input = {
    name: { en: 'Museum', fr: 'Musée' },
    kind: 'MUSEUM',
    country: 'CA',
    province: null,
    domains: [],
    memberships: [],
    ...facts,
  };
  const { data } = await api.ask<{ addInstitution: { id: string } }>(
    staff,
    'mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { id } }',
    { input },
  );
  return data?.addInstitution.id ?? '';
};
const tie = (facts: object = {}) => ({ association: 'casc', tie: 'MEMBER', from: day(-10), until: null, ...facts });
/** Somebody with this address. */
const at = async (email: string, facts: { emailVerified?: boolean } = {}): Promise<Somebody> => {
  const person = await api.person('Pat', facts);
  await api.db.pool.query('UPDATE accounts SET email = $2 WHERE id = $1', [person.accountId, email]);
  return person;
};
const affiliate = (person: Somebody, institutionId: string, from: string, until: string | null = null) =>
  api.ask(staff, AFFILIATE, { input: { accountId: person.accountId, institutionId, from, until } });
const meets = async ({ accountId }: Somebody, slug: string): Promise<boolean | null> =>
  api.get(EligibilityService).meets(await api.get(CommunityService).factsBySlug(slug), accountId);

const MEMBERS = 'educators-programmers';
const COLLABORATORS = 'together-against-misinformation';
const OF_ASTC = 'development-professionals';

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  museum = await addInstitution({ domains: ['museum.example'], memberships: [tie()] });
});
afterAll(() => api.close());

describe.each([
  ['affiliate', AFFILIATE, { from: '2026-01-01', until: null }],
  ['endAffiliation', END, {}],
])('%s', (_name, operation, rest) => {
  it('refuses the stranger and everybody but staff', async () => {
    const person = await api.person('Sam');
    const input = { accountId: person.accountId, institutionId: museum, ...rest };
    expect((await api.ask(Viewer.anonymous, operation, { input })).code).toBe('UNAUTHENTICATED');
    for (const viewer of [await api.person('Una', { emailVerified: false }), person])
      expect((await api.ask(viewer, operation, { input })).code).toBe('FORBIDDEN');
    expect((await api.db.pool.query('SELECT FROM affiliations')).rowCount).toBe(0);
  });

  it.each(['accountId', 'institutionId'])('names a malformed %s', async (field) => {
    const input = { accountId: v7(), institutionId: v7(), ...rest, [field]: '%' };
    const { code, fields } = await api.ask(staff, operation, { input });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });
});

describe('affiliate', () => {
  it('names an account or institution that is not there, and wrong days', async () => {
    const person = await api.person('Sam');
    const unconfirmed = await api.person('Una', { emailVerified: false });
    const input = { accountId: person.accountId, institutionId: museum, from: '2026-01-01', until: null };
    for (const [field, wrong] of [
      ['accountId', { accountId: v7() }],
      ['accountId', { accountId: unconfirmed.accountId }],
      ['institutionId', { institutionId: v7() }],
      ['from', { from: '2026-02-30' }],
      ['until', { until: '2025-12-31' }],
    ] as const) {
      const { code, fields } = await api.ask(staff, AFFILIATE, { input: { ...input, ...wrong } });
      expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
    }
  });

  it('notes, changes and takes back, and is in the log', async () => {
    const person = await api.person('Pia');
    const shown = { institution: { id: museum }, source: 'STAFF', from: day(-1), until: day(1) };
    expect((await affiliate(person, museum, day(-1), day(1))).data).toEqual({ affiliate: shown });
    expect((await api.ask(person, MINE)).data).toEqual({ myAffiliations: [shown] });
    await affiliate(person, museum, day(-3));
    expect((await api.ask(person, MINE)).data).toEqual({
      myAffiliations: [{ ...shown, from: day(-3), until: null }],
    });
    const input = { accountId: person.accountId, institutionId: museum };
    for (let time = 0; time < 2; time += 1)
      expect((await api.ask(staff, END, { input })).data).toEqual({ endAffiliation: true });
    expect((await api.ask(person, MINE)).data).toEqual({ myAffiliations: [] });
    const { rows } = await api.db.pool.query(`SELECT action FROM audit_entries WHERE account_id = $1 ORDER BY id`, [
      person.accountId,
    ]);
    expect(rows.map(({ action }) => action)).toEqual(['account-affiliated', 'account-affiliated', 'affiliation-ended']);
  });

  it('ends with the account', async () => {
    const person = await api.person('Zoe');
    await affiliate(person, museum, day(-1));
    await api.get(LeaveWhenAccountClosed).handle({ accountId: person.accountId });
    expect((await api.ask(person, MINE)).data).toEqual({ myAffiliations: [] });
  });
});

describe('myAffiliations', () => {
  it('refuses the stranger, and shows each their own', async () => {
    expect((await api.ask(Viewer.anonymous, MINE)).code).toBe('UNAUTHENTICATED');
    const person = await at('Mia@MUSEUM.example');
    expect((await api.ask(person, MINE)).data).toEqual({
      myAffiliations: [{ institution: { id: museum }, source: 'ADDRESS', from: null, until: null }],
    });
    expect((await api.ask(await api.person('Sam'), MINE)).data).toEqual({ myAffiliations: [] });
  });
});

describe('accounts', () => {
  it('show administrators what each is known to be of, in a fixed number of statements', async () => {
    const source = '{ accounts(first: 50) { edges { node { id affiliations { source institution { id } } } } } }';
    const one = await api.ask<{ accounts: { edges: { node: { id: string; affiliations: unknown[] } }[] } }>(
      staff,
      source,
    );
    const person = await at('new@museum.example');
    await affiliate(person, await addInstitution({}), day(-1));
    const two = await api.ask<typeof one extends { data: infer Data } ? NonNullable<Data> : never>(staff, source);
    expect(two.data?.accounts.edges.find(({ node }) => node.id === person.accountId)?.node.affiliations).toEqual([
      { source: 'ADDRESS', institution: { id: museum } },
      { source: 'STAFF', institution: { id: expect.any(String) } },
    ]);
    expect(two.statements).toBe(one.statements);
  });
});

describe('eligibility', () => {
  it.each([
    ['a@museum.example', true],
    ['A@Museum.Example', true],
    ['a@evil-museum.example', false],
    ['a@mail.museum.example', false],
    ['a@museum.example.evil.example', false],
    ['museum.example@evil.example', false],
  ])('compares the whole domain of a confirmed address: %s', async (email, expected) => {
    expect(await meets(await at(`x${v7()}${email}`), MEMBERS)).toBe(expected);
  });

  it('takes no address that is not confirmed', async () => {
    expect(await meets(await at(`${v7()}@museum.example`, { emailVerified: false }), MEMBERS)).toBe(false);
  });

  it('asks for a tie to the association that keeps the community', async () => {
    const person = await at(`${v7()}@museum.example`);
    expect([await meets(person, MEMBERS), await meets(person, OF_ASTC)]).toEqual([true, false]);
  });

  it('takes collaborators where they are welcome, and nowhere else', async () => {
    await addInstitution({ domains: ['partner.example'], memberships: [tie({ tie: 'COLLABORATOR' })] });
    const person = await at(`${v7()}@partner.example`);
    expect([await meets(person, MEMBERS), await meets(person, COLLABORATORS)]).toEqual([false, true]);
    expect(await meets(await at(`${v7()}@museum.example`), COLLABORATORS)).toBe(true);
  });

  it.each([
    [-5, -1, false],
    [-5, 0, true],
    [0, 0, true],
    [0, null, true],
    [1, null, false],
  ])('counts both days, of ties (%s to %s)', async (from, until, expected) => {
    const domain = `t${v7()}.example`;
    const days = { from: day(from), until: until === null ? null : day(until) };
    await addInstitution({ domains: [domain], memberships: [tie(days)] });
    expect(await meets(await at(`a@${domain}`), MEMBERS)).toBe(expected);
    const person = await api.person('Pat');
    await affiliate(person, museum, days.from, days.until);
    expect(await meets(person, MEMBERS)).toBe(expected);
  });

  it('leaves to one’s own word what only that can tell', async () => {
    const person = await api.person('Pat');
    expect(await meets(person, 'indigenous-practitioners')).toBeNull();
    expect(await meets(person, 'advocates-for-diversity')).toBeNull();
    expect(await meets(person, 'steam')).toBe(true);
  });

  it('answers for a set in one statement, in its order', async () => {
    const communities = api.get(CommunityService);
    const [members, word, all] = await Promise.all(
      [MEMBERS, 'advocates-for-diversity', 'steam'].map((slug) => communities.factsBySlug(slug)),
    );
    if (!members || !word || !all) throw new Error('The directory has them.');
    const [yes, no] = [await at(`${v7()}@museum.example`), await api.person('No')];
    const pairs = [members, word, all].flatMap((community) =>
      [yes, no].map(({ accountId }) => ({ community, accountId })),
    );
    const ran = jest.spyOn(api.db, 'run');
    expect(await api.get(EligibilityService).meetsAmong(pairs)).toEqual([true, false, null, null, true, true]);
    expect(ran).toHaveBeenCalledTimes(1);
    ran.mockRestore();
  });
});
