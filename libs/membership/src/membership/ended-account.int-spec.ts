import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { TestApi } from '../testing/test-api.js';
import { LeaveWhenAccountClosed } from './leave-when-account-closed.handler.js';
import { SortWhenAccountRenamed } from './sort-when-account-renamed.handler.js';

const PLACE = 'id slug memberCount viewerRole';
const JOIN = `mutation ($slug: String!, $attest: Boolean) { joinCommunity(input: { slug: $slug, attest: $attest }) { ${PLACE} viewerCan { join leave startThread } } }`;
const APPOINT = `mutation ($slug: String!, $accountId: ID!) { appointFacilitator(input: { slug: $slug, accountId: $accountId }) { ${PLACE} } }`;

let api: TestApi;
let staff: Viewer;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
});
afterAll(() => api.close());

const countIn = async (slug: string): Promise<{ rows: number; counter: number }> => {
  const { rows } = await api.db.pool.query(
    `SELECT (SELECT count(*)::int FROM memberships WHERE community_id = c.id) AS rows,
            coalesce((SELECT members FROM community_member_counts WHERE community_id = c.id), 0) AS counter
     FROM communities c WHERE slug = $1`,
    [slug],
  );
  return rows[0];
};

describe('an account that closes meanwhile', () => {
  const CLOSE = `UPDATE accounts SET name = 'Former member', email = NULL, password_hash = NULL, is_staff = false,
                        closed_at = now() WHERE id = $1`;
  const HOLD_PLACE = `SELECT 1 FROM communities WHERE slug = $1 FOR UPDATE`;

  /** What `act` answers when it has to wait for a transaction in which the account closes, or for one after it. */
  async function whileClosing(
    order: 'before' | 'after',
    who: Viewer,
    slug: string,
    act: () => Promise<{ code?: string }>,
  ) {
    const other = await api.db.pool.connect();
    try {
      await other.query('BEGIN');
      await (order === 'before' ? other.query(CLOSE, [who.accountId]) : other.query(HOLD_PLACE, [slug]));
      const acting = act();
      await waiting();
      if (order === 'after') await api.db.pool.query(CLOSE, [who.accountId]);
      await other.query('COMMIT');
      return await acting;
    } finally {
      other.release();
    }
  }
  const waiting = async (): Promise<void> => {
    for (let looks = 0; looks < 100; looks += 1) {
      const { rowCount } = await api.db.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (rowCount) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('Nobody waits.');
  };

  it.each(['before', 'after'] as const)('does not join (%s it waits)', async (order) => {
    const viewer = await api.person('Rae');
    const before = await countIn('steam');
    const join = () => api.ask(viewer, JOIN, { slug: 'steam' });
    expect((await whileClosing(order, viewer, 'steam', join)).code).toBe('UNAUTHENTICATED');
    expect(await countIn('steam')).toEqual(before);
  });

  it.each(['before', 'after'] as const)('is not appointed and does not appoint (%s it waits)', async (order) => {
    const before = await countIn('steam');
    const [leader, person] = [await api.person('Lou', { isStaff: true }), await api.person('Pat')];
    const appoint = () => api.ask(leader, APPOINT, { slug: 'steam', accountId: person.accountId });
    expect((await whileClosing(order, leader, 'steam', appoint)).code).toBe('UNAUTHENTICATED');
    const byStaff = () => api.ask(staff, APPOINT, { slug: 'steam', accountId: person.accountId });
    expect(await whileClosing(order, person, 'steam', byStaff)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { accountId: expect.any(String) },
    });
    expect(await countIn('steam')).toEqual(before);
  });
});

describe('a closed account', () => {
  it('leaves everything, however often the job runs', async () => {
    const viewer = await api.person('Zoe');
    for (const slug of ['visitor-services', 'volunteer-managers']) await api.ask(viewer, JOIN, { slug });
    const handler = api.get(LeaveWhenAccountClosed);
    await Promise.all([
      handler.handle({ accountId: viewer.accountId }),
      handler.handle({ accountId: viewer.accountId }),
    ]);
    for (const slug of ['visitor-services', 'volunteer-managers'])
      expect(await countIn(slug)).toEqual({ rows: 0, counter: 0 });
  });
});

describe('a closed account that led', () => {
  it('leaves its community without anybody who leads it, and administrators are told once', async () => {
    const viewer = await api.person('Lia');
    await api.ask(staff, APPOINT, { slug: 'camp-programs-for-youth', accountId: viewer.accountId });
    const handler = api.get(LeaveWhenAccountClosed);
    for (let time = 0; time < 2; time += 1) await handler.handle({ accountId: viewer.accountId });
    const { rows } = await api.db.pool.query(
      `SELECT recipient FROM outgoing_mails WHERE subject = 'Nobody leads “Camp Programs for Youth” any more'`,
    );
    expect(rows).toEqual([{ recipient: `${staff.accountId}@example.org` }]);
  });

  it('tells nobody where another leads', async () => {
    const two = [await api.person('Lin'), await api.person('Lyn')];
    for (const { accountId } of two) await api.ask(staff, APPOINT, { slug: 'stem-afterschool', accountId });
    await api.get(LeaveWhenAccountClosed).handle({ accountId: two[0]?.accountId ?? '' });
    const { rowCount } = await api.db.pool.query(`SELECT FROM outgoing_mails WHERE subject LIKE 'Nobody leads “STEM%'`);
    expect(rowCount).toBe(0);
  });
});

describe('a renamed account', () => {
  it('is sorted under its new name', async () => {
    const renamed = await api.person('Aaron');
    for (const viewer of [renamed, await api.person('Mona')]) await api.ask(viewer, JOIN, { slug: 'citizen-science' });
    await api.ask(renamed, 'mutation { updateSettings(input: { name: "Zacharie" }) { name } }');
    const { rows } = await api.db.pool.query(
      `SELECT payload FROM graphile_worker._private_jobs ORDER BY id DESC LIMIT 1`,
    );
    expect(rows[0]?.payload).toEqual({ accountId: renamed.accountId });
    await api.get(SortWhenAccountRenamed).handle({ accountId: renamed.accountId });
    const { data } = await api.ask(
      renamed,
      '{ community(slug: "citizen-science") { members { edges { node { person { name } } } } } }',
    );
    expect(data).toMatchObject({
      community: {
        members: { edges: [{ node: { person: { name: 'Mona' } } }, { node: { person: { name: 'Zacharie' } } }] },
      },
    });
  });
});
