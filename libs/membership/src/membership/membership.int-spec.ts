import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { RealtimeServer } from '#platform/realtime';
import { Viewer } from '#identity';
import { TestApi } from '../testing/test-api.js';
import { LeaveWhenAccountClosed } from './leave-when-account-closed.handler.js';
import { SortWhenAccountRenamed } from './sort-when-account-renamed.handler.js';

interface Place {
  id: string;
  slug: string;
  memberCount: number | null;
  viewerRole: string | null;
}

const PLACE = 'id slug memberCount viewerRole';
const JOIN = `mutation ($slug: String!) { joinCommunity(input: { slug: $slug }) { ${PLACE} viewerCan { join leave startThread } } }`;
const LEAVE = `mutation ($slug: String!) { leaveCommunity(input: { slug: $slug }) { ${PLACE} } }`;
const APPOINT = `mutation ($slug: String!, $accountId: ID!) { appointFacilitator(input: { slug: $slug, accountId: $accountId }) { ${PLACE} } }`;
const OPERATIONS = [
  ['joinCommunity', JOIN],
  ['leaveCommunity', LEAVE],
  ['appointFacilitator', APPOINT],
] as const;

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

const jobsAndNotes = async (action: string): Promise<number> =>
  Number((await api.db.pool.query(`SELECT count(*) FROM audit_entries WHERE action = $1`, [action])).rows[0].count);

describe.each(OPERATIONS)('%s', (_name, operation) => {
  it('refuses the stranger', async () => {
    const { code } = await api.ask(Viewer.anonymous, operation, { slug: 'steam', accountId: v7() });
    expect(code).toBe('UNAUTHENTICATED');
  });

  it('refuses who has not confirmed the address', async () => {
    const viewer = await api.person('Una', { emailVerified: false });
    const { code } = await api.ask(viewer, operation, { slug: 'steam', accountId: viewer.accountId });
    expect(code).toBe('FORBIDDEN');
  });

  it.each(['', 'Steam', 'a b', '%', '../x', 'a\u0000b', '\ud800', 'x'.repeat(81)])(
    'refuses the malformed slug %j',
    async (slug) => {
      const { code, fields } = await api.ask(staff, operation, { slug, accountId: v7() });
      expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['slug']]);
    },
  );

  it('does not know what is not there', async () => {
    const { code } = await api.ask(staff, operation, { slug: 'no-such', accountId: v7() });
    expect(code).toBe('NOT_FOUND');
  });
});

describe('joinCommunity', () => {
  it.each([
    ['indigenous-practitioners', /application/],
    ['genaction', /application/],
    ['advocates-for-diversity', /museum/],
    ['solar-eclipse-2024', /archived/],
  ])('refuses %s with its rule in words, also staff', async (slug, rule) => {
    for (const viewer of [await api.person('Sid'), staff]) {
      const { code, message } = await api.ask(viewer, JOIN, { slug });
      expect(code).toBe('FORBIDDEN');
      expect(message).toMatch(rule);
    }
    expect(await countIn(slug)).toEqual({ rows: 0, counter: 0 });
  });

  it('joins by one click; repeating changes nothing', async () => {
    const viewer = await api.person('Mia');
    for (let time = 0; time < 2; time += 1) {
      const { data } = await api.ask<{ joinCommunity: Place }>(viewer, JOIN, { slug: 'steam' });
      expect(data?.joinCommunity).toMatchObject({
        slug: 'steam',
        memberCount: 1,
        viewerRole: 'MEMBER',
        viewerCan: { join: false, leave: true, startThread: true },
      });
    }
    expect(await countIn('steam')).toEqual({ rows: 1, counter: 1 });
  });

  it('tells the state after each of two changes in one request', async () => {
    const viewer = await api.person('Two');
    const { data } = await api.ask(
      viewer,
      `mutation { a: joinCommunity(input: { slug: "neon" }) { memberCount viewerRole }
                  b: leaveCommunity(input: { slug: "neon" }) { memberCount viewerRole } }`,
    );
    expect(data).toEqual({ a: { memberCount: 1, viewerRole: 'MEMBER' }, b: { memberCount: 0, viewerRole: null } });
  });

  it('takes a member of an archived community for what they are', async () => {
    const viewer = await api.person('Old');
    await api.ask(staff, APPOINT, { slug: 'solar-eclipse-2024', accountId: viewer.accountId });
    const { data } = await api.ask<{ joinCommunity: Place }>(viewer, JOIN, { slug: 'solar-eclipse-2024' });
    expect(data?.joinCommunity.viewerRole).toBe('FACILITATOR');
  });
});

describe('leaveCommunity', () => {
  it('leaves and closes the rooms at once; repeating changes nothing', async () => {
    const closed = jest.spyOn(api.get(RealtimeServer), 'leaveCommunityRooms');
    const viewer = await api.person('Lea');
    await api.ask(viewer, JOIN, { slug: 'netlife' });
    for (let time = 0; time < 2; time += 1) {
      const { data } = await api.ask<{ leaveCommunity: Place }>(viewer, LEAVE, { slug: 'netlife' });
      expect(data?.leaveCommunity).toMatchObject({ memberCount: 0, viewerRole: null });
      expect(closed).toHaveBeenLastCalledWith(viewer.accountId, data?.leaveCommunity.id ?? '');
    }
    closed.mockRestore();
  });

  it('lets the last facilitator go, and notes it', async () => {
    const viewer = await api.person('Fay');
    await api.ask(staff, APPOINT, { slug: 'indigenous-practitioners', accountId: viewer.accountId });
    const before = await jobsAndNotes('facilitator-left');
    const { data } = await api.ask<{ leaveCommunity: Place }>(viewer, LEAVE, { slug: 'indigenous-practitioners' });
    expect(data?.leaveCommunity).toMatchObject({ memberCount: null, viewerRole: null });
    expect(await jobsAndNotes('facilitator-left')).toBe(before + 1);
  });

  it('keeps the counter right under fifty at once', async () => {
    const people = await Promise.all(Array.from({ length: 25 }, (_, n) => api.person(`P${n}`)));
    await Promise.all(
      people.flatMap((who) => [JOIN, JOIN].map((join) => api.ask(who, join, { slug: 'museum-screens' }))),
    );
    expect(await countIn('museum-screens')).toEqual({ rows: 25, counter: 25 });

    const acts = people.flatMap((who) => [LEAVE, JOIN].map((act) => api.ask(who, act, { slug: 'museum-screens' })));
    for (const { code } of await Promise.all(acts)) expect(code).toBeUndefined();
    const { rows, counter } = await countIn('museum-screens');
    expect(counter).toBe(rows);

    await Promise.all(people.map((who) => api.ask(who, LEAVE, { slug: 'museum-screens' })));
    expect(await countIn('museum-screens')).toEqual({ rows: 0, counter: 0 });
  });
});

describe('appointFacilitator', () => {
  it('refuses everybody but staff, also facilitators', async () => {
    const viewer = await api.person('Nia');
    await api.ask(staff, APPOINT, { slug: 'youmedia-learning-labs', accountId: viewer.accountId });
    const { code } = await api.ask(viewer, APPOINT, { slug: 'youmedia-learning-labs', accountId: viewer.accountId });
    expect(code).toBe('FORBIDDEN');
  });

  it('refuses accounts that are not there, not confirmed or closed, with one text', async () => {
    const unconfirmed = await api.person('Una', { emailVerified: false });
    const closed = await api.person('Cleo');
    await api.db.pool.query(
      `UPDATE accounts SET name = 'Former member', email = NULL, password_hash = NULL, closed_at = now() WHERE id = $1`,
      [closed.accountId],
    );
    const answers = [];
    for (const accountId of [v7(), unconfirmed.accountId, closed.accountId]) {
      answers.push(await api.ask(staff, APPOINT, { slug: 'steam', accountId }));
    }
    expect(answers.map(({ code }) => code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(new Set(answers.map(({ fields }) => JSON.stringify(fields))).size).toBe(1);
    const { fields } = await api.ask(staff, APPOINT, { slug: 'steam', accountId: 'x' });
    expect(fields).toEqual({ accountId: 'Must be an id.' });
  });

  it('makes a member a facilitator and a stranger both, once, and notes it', async () => {
    const before = await jobsAndNotes('facilitator-appointed');
    const [member, stranger] = [await api.person('Max'), await api.person('Sue')];
    await api.ask(member, JOIN, { slug: 'early-childhood' });
    for (const { accountId } of [member, member, stranger, stranger]) {
      const { code } = await api.ask(staff, APPOINT, { slug: 'early-childhood', accountId });
      expect(code).toBeUndefined();
    }
    expect(await countIn('early-childhood')).toEqual({ rows: 2, counter: 2 });
    expect(await jobsAndNotes('facilitator-appointed')).toBe(before + 2);
    const { data } = await api.ask(stranger, '{ community(slug: "early-childhood") { viewerRole } }');
    expect(data).toEqual({ community: { viewerRole: 'FACILITATOR' } });
  });
});

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
