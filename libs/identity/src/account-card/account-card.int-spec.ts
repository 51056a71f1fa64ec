import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Browser } from '../testing/browser.js';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { aMember, makeStaff, PASSWORD, signedIn, signUp } from '../testing/people.js';

const PAGE = `query ($query: String, $first: Int, $after: String) {
  accounts(query: $query, first: $first, after: $after) {
    edges { cursor node { id person { id name former } emailVerified isStaff createdAt suspendedUntil suspensionReason } }
    pageInfo { hasNextPage endCursor }
  }
}`;

let app: IdentityApp;
let staff: Browser;
beforeAll(async () => {
  app = await startIdentity();
  staff = await makeStaff(app, 'staff@example.org');
  await aMember(app, 'zoe@museum.example', 'Zoë Brœck');
  await aMember(app, 'zoe2@museum.example', 'Zoé Tremblay');
  await signUp(app, '100%@museum.example', '100% Tremblay');
});
afterAll(() => app.close());

interface Accounts {
  readonly edges: { readonly node: { readonly id: string; readonly person: { readonly name: string } } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const find = (variables: object = {}, by = staff): Promise<Answer> => by.ask(PAGE, variables);
const pageOf = (answer: Answer): Accounts => answer.data?.['accounts'] as Accounts;
const names = async (query: string | null): Promise<string[]> =>
  pageOf(await find({ query })).edges.map(({ node }) => node.person.name);

describe('accounts', () => {
  it('refuses everybody but administrators', async () => {
    expect((await find({}, app.browser())).code).toBe('UNAUTHENTICATED');
    expect((await find({}, await signedIn(app, '100%@museum.example'))).code).toBe('FORBIDDEN');
    expect((await find({}, await signedIn(app, 'zoe@museum.example'))).code).toBe('FORBIDDEN');
  });

  it.each([
    [{ first: 0 }, 'first'],
    [{ first: 51 }, 'first'],
    [{ after: 'nonsense' }, 'after'],
    [{ after: Buffer.from('["x"]').toString('base64url') }, 'after'],
    [{ query: 'x'.repeat(255) }, 'query'],
    [{ query: 'a\u0000b' }, 'query'],
  ])('refuses %j', async (wrong, field) => {
    expect(await find(wrong)).toMatchObject({ code: 'BAD_USER_INPUT', fields: { [field]: expect.any(String) } });
  });

  it('finds by words of the name, whatever their accents, case and order', async () => {
    expect(await names('zoe')).toEqual(['Zoé Tremblay', 'Zoë Brœck']);
    expect(await names('BROECK zoé')).toEqual(['Zoë Brœck']);
    expect(await names('tremblay')).toEqual(['100% Tremblay', 'Zoé Tremblay']);
    expect(await names('0%')).toEqual(['100% Tremblay']);
    expect(await names('%zoe')).toEqual([]);
    expect(await names('nobody')).toEqual([]);
    expect(await names(' ')).toHaveLength(4);
  });

  it('finds by a whole address alone, and shows none', async () => {
    expect(await names('ZOE@Museum.example')).toEqual(['Zoë Brœck']);
    expect(await names('@museum.example')).toEqual([]);
    expect(await names('zoe@museum')).toEqual([]);
    expect(JSON.stringify(await find({ query: 'zoe@museum.example' }))).not.toContain('museum.example');
    expect((await staff.ask('{ accounts { edges { node { email } } } }')).code).toBe('BAD_USER_INPUT');
  });

  it('goes page by page, newest first, and says of each what administrators need', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo } = pageOf(await find({ first: 3, after }));
      seen.push(...edges.map(({ node }) => node.person.name));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['100% Tremblay', 'Zoé Tremblay', 'Zoë Brœck', 'Ada Lovelace']);
    const { id } = pageOf(await find({ query: 'zoe@museum.example' })).edges[0]?.node ?? { id: '' };
    const until = '2077-12-01T18:00:00Z';
    await staff.call('suspendAccount', { accountId: id, until, reason: 'Rude.' });
    expect(pageOf(await find({ query: 'zoe@museum.example' })).edges[0]?.node).toEqual({
      id,
      person: { id, name: 'Zoë Brœck', former: false },
      emailVerified: true,
      isStaff: false,
      createdAt: expect.any(String),
      suspendedUntil: until,
      suspensionReason: 'Rude.',
    });
    await app.db.pool.query(`UPDATE accounts SET suspended_until = now() WHERE id = $1`, [id]);
    expect(pageOf(await find({ query: 'zoe@museum.example' })).edges[0]?.node).toMatchObject({
      suspendedUntil: null,
      suspensionReason: null,
    });
  });

  it('follows a new name, and forgets who closed the account', async () => {
    const browser = await aMember(app, 'ines@museum.example', 'Inès');
    await browser.call('updateSettings', { name: 'Ágnes' }, '{ id }');
    expect([await names('ines'), await names('agnes')]).toEqual([[], ['Ágnes']]);
    await browser.call('closeAccount', { password: PASSWORD });
    expect([await names('agnes'), await names('former'), await names('ines@museum.example')]).toEqual([[], [], []]);
  });
});
