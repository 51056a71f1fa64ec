import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import type { Viewer } from '#identity';
import { CommunityService, type CommunityFacts } from '#communities';
import { TestApi } from '../testing/test-api.js';
import { AdmissionService } from './admission.service.js';

type Somebody = Viewer & { accountId: string };

const CLOSE = `UPDATE accounts SET name = 'Former member', email = NULL, password_hash = NULL, closed_at = now() WHERE id = $1`;

let api: TestApi;
let admission: AdmissionService;
let steam: CommunityFacts;

beforeAll(async () => {
  api = await TestApi.start();
  admission = api.get(AdmissionService);
  steam = await api.get(CommunityService).factsBySlug('steam');
});
afterAll(() => api.close());

const enrol = (accountIds: string[], programme = 'p') =>
  api.db.tx(async (tx) => {
    const community = await api.get(CommunityService).holdFacts(tx, steam.id);
    return admission.admitAll(tx, community, accountIds, { programme });
  });
const rowOf = async ({ accountId }: Somebody): Promise<unknown> =>
  (
    await api.db.pool.query(`SELECT role, enrolled_by AS "enrolledBy" FROM memberships WHERE account_id = $1`, [
      accountId,
    ])
  ).rows[0];
const counter = async (): Promise<number> =>
  (await api.db.pool.query(`SELECT members FROM community_member_counts WHERE community_id = $1`, [steam.id])).rows[0]
    ?.members ?? 0;

const waiting = async (): Promise<void> => {
  for (let looks = 0; looks < 500; looks += 1) {
    const { rowCount } = await api.db.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits.');
};

describe('admit', () => {
  it('lets nobody in whose account is closed, and leaves such out of a set', async () => {
    const [open, closed] = [await api.person('Ona'), await api.person('Cleo')];
    await api.db.pool.query(CLOSE, [closed.accountId]);
    await expect(api.db.tx((tx) => admission.admit(tx, steam, closed.accountId))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const { joined, enrolled } = await enrol([closed.accountId, open.accountId, v7()]);
    expect([joined, enrolled]).toEqual([new Set([open.accountId]), new Set([open.accountId])]);
  });

  it('changes nothing for a member, and keeps counter and rows together', async () => {
    const person = await api.person('Pia');
    const before = await counter();
    expect(await api.db.tx((tx) => admission.admit(tx, steam, person.accountId))).toBe(true);
    expect(await api.db.tx((tx) => admission.admit(tx, steam, person.accountId, { role: 'FACILITATOR' }))).toBe(false);
    expect(await rowOf(person)).toEqual({ role: 'MEMBER', enrolledBy: [] });
    expect(await counter()).toBe(before + 1);
  });

  it('puts members under a programme once, and takes it off again', async () => {
    const [member, fresh] = [await api.person('Mia'), await api.person('Flo')];
    await api.db.tx((tx) => admission.admit(tx, steam, member.accountId));
    const ids = [member.accountId, fresh.accountId];
    expect(await enrol(ids)).toEqual({
      joined: new Set([fresh.accountId]),
      enrolled: new Set(ids),
      held: new Set(ids),
    });
    expect(await enrol(ids)).toMatchObject({ joined: new Set(), enrolled: new Set() });
    await enrol(ids, 'q');
    expect(await rowOf(member)).toEqual({ role: 'MEMBER', enrolledBy: ['p', 'q'] });
    expect(await api.db.tx((tx) => admission.releaseAll(tx, steam.id, ids, 'p'))).toEqual(new Set(ids));
    expect(await api.db.tx((tx) => admission.release(tx, steam.id, member.accountId, 'p'))).toBe(false);
    expect(await rowOf(member)).toEqual({ role: 'MEMBER', enrolledBy: ['q'] });
  });

  it('enrols whoever is leaving at that very moment', async () => {
    const person = await api.person('Lea');
    await api.db.tx((tx) => admission.admit(tx, steam, person.accountId));
    const leaving = await api.db.pool.connect();
    await leaving.query('BEGIN');
    await leaving.query('SELECT FROM memberships WHERE account_id = $1 FOR UPDATE', [person.accountId]);
    const enrolling = enrol([person.accountId]);
    await waiting();
    await leaving.query('DELETE FROM memberships WHERE account_id = $1', [person.accountId]);
    await leaving.query('UPDATE community_member_counts SET members = members - 1 WHERE community_id = $1', [steam.id]);
    await leaving.query('COMMIT');
    leaving.release();
    expect((await enrolling).joined).toEqual(new Set([person.accountId]));
    expect(await rowOf(person)).toEqual({ role: 'MEMBER', enrolledBy: ['p'] });
  });

  it('takes a fixed number of statements, however many they are', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, (_, n) => api.person(`N${n}`)));
    const ids = people.map(({ accountId }) => accountId);
    const [first, ...others] = ids;
    const count = (some: string[]): Promise<number> =>
      api.db.tx(async (tx) => {
        const ran = jest.spyOn(tx, 'run');
        await admission.admitAll(tx, steam, some, { programme: 'p' });
        return ran.mock.calls.length;
      });
    expect(await count(others)).toBe(await count([first ?? '']));
  });

  it('forgives a removal', async () => {
    const person = await api.person('Rem');
    await api.db.pool.query(`INSERT INTO removals (community_id, account_id, reason) VALUES ($1, $2, 'x')`, [
      steam.id,
      person.accountId,
    ]);
    await api.db.tx((tx) => admission.admit(tx, steam, person.accountId));
    const { rowCount } = await api.db.pool.query(`SELECT FROM removals WHERE account_id = $1`, [person.accountId]);
    expect(rowCount).toBe(0);
  });

  it('keeps whom it enrols while they leave: in and held, or out and in again', async () => {
    const LEAVE = 'mutation { leaveCommunity(input: { slug: "steam" }) { id } }';
    for (let round = 0; round < 5; round += 1) {
      const person = await api.person('Lea');
      await api.db.tx((tx) => admission.admit(tx, steam, person.accountId));
      const [left] = await Promise.all([api.ask(person, LEAVE), enrol([person.accountId])]);
      expect([undefined, 'FORBIDDEN']).toContain(left.code);
      expect(await rowOf(person)).toEqual({ role: 'MEMBER', enrolledBy: ['p'] });
      expect((await api.ask(person, LEAVE)).code).toBe('FORBIDDEN');
    }
    const { rows } = await api.db.pool.query(`SELECT count(*)::int AS rows FROM memberships WHERE community_id = $1`, [
      steam.id,
    ]);
    expect(rows[0]?.rows).toBe(await counter());
  });
});
