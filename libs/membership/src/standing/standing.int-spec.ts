import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { CommunityService, type CommunityFacts } from '#communities';
import { TestApi } from '../testing/test-api.js';
import { canRead } from './standing.policy.js';
import { StandingService } from './standing.service.js';

const PLACES = ['steam', 'solar-eclipse-2024', 'indigenous-practitioners'] as const;
const EVERYBODY = [
  'nobody',
  'unverified',
  'unverified member',
  'stranger',
  'staff',
  'member',
  'facilitator',
  'former member',
] as const;

let api: TestApi;
let standings: StandingService;
let facts: CommunityFacts[];
const people = new Map<string, Viewer>();

beforeAll(async () => {
  api = await TestApi.start();
  standings = api.get(StandingService);
  facts = await Promise.all(PLACES.map((slug) => api.get(CommunityService).factsBySlug(slug)));
  const enter = async (viewer: Viewer, role: string): Promise<void> => {
    for (const { id } of facts) {
      await api.db.pool.query(
        `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, 'x')`,
        [id, viewer.accountId, role],
      );
    }
  };
  people.set('nobody', Viewer.anonymous);
  people.set('unverified', await api.person('Una', { emailVerified: false }));
  people.set('unverified member', await api.person('Una', { emailVerified: false }));
  people.set('stranger', await api.person('Sam'));
  people.set('staff', await api.person('Ada', { isStaff: true }));
  people.set('member', await api.person('Mia'));
  people.set('facilitator', await api.person('Fay'));
  people.set('former member', await api.person('Lea'));
  await enter(person('unverified member'), 'MEMBER');
  await enter(person('member'), 'MEMBER');
  await enter(person('facilitator'), 'FACILITATOR');
  await enter(person('former member'), 'MEMBER');
  await api.db.pool.query('DELETE FROM memberships WHERE account_id = $1', [person('former member').accountId]);
});
afterAll(() => api.close());

const person = (name: string): Viewer => {
  const viewer = people.get(name);
  if (!viewer) throw new Error(name);
  return viewer;
};

describe('canRead in TypeScript and visibleTo in SQL', () => {
  it.each(EVERYBODY)('say the same for: %s', async (name) => {
    const viewer = person(name);
    const ids = facts.map(({ id }) => id);
    const bySql = await standings.readableAmong(viewer, [...ids, v7()]);
    const mine = await standings.standings(viewer, ids);
    const byPolicy = new Set(
      facts.filter((community) => canRead(mine.get(community.id) ?? never(), community) === true).map(({ id }) => id),
    );
    expect(bySql).toEqual(byPolicy);
    expect(bySql.size).toBe(name === 'member' || name === 'facilitator' ? 3 : 2);
    const looking = [...ids, v7()].map((communityId) => ({ communityId, accountId: viewer.accountId }));
    const outside = await standings.outsidersAmong(looking);
    expect(outside).toEqual(looking.filter(({ communityId }) => !byPolicy.has(communityId)));
  });
});

describe('standings', () => {
  it('asks the database nothing for nobody', async () => {
    const steam = facts[0]?.id ?? '';
    expect(await standings.standings(Viewer.anonymous, [steam])).toEqual(
      new Map([
        [steam, { role: null, signedIn: false, verified: false, isStaff: false, enrolled: false, removed: false }],
      ]),
    );
    expect(await standings.communitiesOf(Viewer.anonymous)).toEqual([]);
  });

  it('answers for every id, also of what is not there', async () => {
    const [steam, nowhere] = [facts[0]?.id ?? '', v7()];
    const found = await standings.standings(person('facilitator'), [steam, nowhere]);
    expect([found.get(steam)?.role, found.get(nowhere)?.role]).toEqual(['FACILITATOR', null]);
    expect(await standings.standing(person('former member'), steam)).toMatchObject({ role: null, signedIn: true });
  });

  it('knows who is enrolled and who was removed, also while it holds', async () => {
    const [steam, eclipse] = [facts[0]?.id ?? '', facts[1]?.id ?? ''];
    const viewer = await api.person('Ena');
    await api.db.pool.query(
      `INSERT INTO memberships (community_id, account_id, role, sort_name, enrolled_by)
       VALUES ($1, $2, 'MEMBER', 'Ena', '{genaction}')`,
      [steam, viewer.accountId],
    );
    await api.db.pool.query(`INSERT INTO removals (community_id, account_id, reason) VALUES ($1, $2, 'x')`, [
      eclipse,
      viewer.accountId,
    ]);
    const before = { signedIn: true, verified: true, isStaff: false };
    const [held, out] = [
      { ...before, role: 'MEMBER', enrolled: true, removed: false },
      { ...before, role: null, enrolled: false, removed: true },
    ];
    expect(await standings.standings(viewer, [steam, eclipse])).toEqual(
      new Map<string, unknown>([
        [steam, held],
        [eclipse, out],
      ]),
    );
    await api.db.tx(async (tx) => {
      expect(await standings.hold(tx, viewer, steam)).toEqual(held);
      expect(await standings.hold(tx, viewer, eclipse)).toEqual(out);
    });
  });

  it('tells who is active among a set', async () => {
    const ids = [person('member'), person('facilitator'), person('former member')].map(
      (viewer) => viewer.accountId ?? '',
    );
    expect(await standings.activeAmong(facts[2]?.id ?? '', [...ids, v7()])).toEqual(new Set(ids.slice(0, 2)));
  });

  it('holds a membership until the transaction ends', async () => {
    const viewer = await api.person('Hal');
    const steam = facts[0]?.id ?? '';
    await api.db.pool.query(
      `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, 'MEMBER', 'Hal')`,
      [steam, viewer.accountId],
    );
    const order: string[] = [];
    let leaving: Promise<unknown> = Promise.resolve();
    await api.db.tx(async (tx) => {
      expect((await standings.hold(tx, viewer, steam)).role).toBe('MEMBER');
      leaving = api.db.pool
        .query('DELETE FROM memberships WHERE account_id = $1', [viewer.accountId])
        .then(() => order.push('left'));
      await new Promise((resolve) => setTimeout(resolve, 200));
      order.push('written');
    });
    await leaving;
    expect(order).toEqual(['written', 'left']);
  });
});

const never = (): never => {
  throw new Error('A standing is known for every community.');
};
