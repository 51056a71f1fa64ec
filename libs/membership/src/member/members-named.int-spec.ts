import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { TestApi } from '../testing/test-api.js';
import { MembersNamed } from './members-named.service.js';

let api: TestApi;
let named: MembersNamed;
let community: string;
const people = new Map<string, string>();

beforeAll(async () => {
  api = await TestApi.start();
  named = api.get(MembersNamed);
  community = await idOf('steam');
  for (const name of [
    'Amara Diallo',
    'Amara',
    'Zoë Roy',
    'Zoe Roy',
    'André Île',
    'Sam',
    'Robert Roy Jr.',
    'Jean-Luc O’Neill',
    '100% Li_Xu',
  ]) {
    people.set(name, await member(name, 'steam'));
  }
  await member('Sam', 'steam');
  people.set('Else Where', await member('Else Where', 'neon'));
});
afterAll(() => api.close());

async function idOf(slug: string): Promise<string> {
  const { rows } = await api.db.pool.query<{ id: string }>(`SELECT id FROM communities WHERE slug = $1`, [slug]);
  return rows[0]?.id ?? '';
}

async function member(name: string, slug: string): Promise<string> {
  const { accountId } = await api.person(name);
  const { rows } = await api.db.pool.query<{ name: string }>(
    `INSERT INTO memberships (community_id, account_id, role, sort_name) SELECT id, $2, 'MEMBER', $3 FROM communities
     WHERE slug = $1 RETURNING sort_name AS name`,
    [slug, accountId, name],
  );
  if (rows.length !== 1) throw new Error('Not seated.');
  return accountId;
}

describe('find', () => {
  it.each<[string, string | null]>([
    ['Amara Diallo, what do you think?', 'Amara Diallo'],
    ['amara diallo', 'Amara Diallo'],
    ['Amara  Diallo', 'Amara Diallo'],
    ['Amara and the others', 'Amara'],
    ['Amara’s idea', 'Amara'],
    ['Amarantha', null],
    ['Amara Diallosson', 'Amara'],
    ['Robert Roy Jr. said', 'Robert Roy Jr.'],
    ['Robert Roy said', null],
    ['Jean-Luc O’Neill!', 'Jean-Luc O’Neill'],
    ["jean-luc o'neill", 'Jean-Luc O’Neill'],
    // Two of one name are nobody; two whom an accent tells apart are two.
    ['Sam', null],
    ['Zoë Roy', 'Zoë Roy'],
    ['Zoe Roy', 'Zoe Roy'],
    ['Andre Ile', 'André Île'],
    ['ANDRÉ ÎLE', 'André Île'],
    ['Else Where', null],
    ['Nobody', null],
    ['%', null],
    ['', null],
  ])('%j → %j', async (piece, name) => {
    expect([...(await named.find(community, [piece])).values()]).toEqual(name === null ? [] : [people.get(name)]);
  });

  it('answers for many at once, with others besides the members', async () => {
    const elsewhere = people.get('Else Where') ?? '';
    const found = await named.find(community, ['Else Where here', 'Amara', 'Nobody'], (folded) => {
      expect(folded).toContain('else where');
      return Promise.resolve([elsewhere]);
    });
    expect(found).toEqual(
      new Map([
        ['Else Where here', elsewhere],
        ['Amara', people.get('Amara')],
      ]),
    );
    expect(await named.find(community, [])).toEqual(new Map());
    expect(await named.find(v7(), ['Amara'])).toEqual(new Map());
  });

  it('knows nobody whose account is closed', async () => {
    const gone = await member('Gone Person', 'steam');
    await api.db.pool.query(`UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1`, [
      gone,
    ]);
    expect(await named.find(community, ['Gone Person'])).toEqual(new Map());
  });
});
