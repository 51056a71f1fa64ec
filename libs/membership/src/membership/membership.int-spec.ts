import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { Mailer } from '#platform/mail';
import { RealtimeServer } from '#platform/realtime';
import { Viewer } from '#identity';
import { TestApi } from '../testing/test-api.js';

interface Place {
  id: string;
  slug: string;
  memberCount: number | null;
  viewerRole: string | null;
}

const PLACE = 'id slug memberCount viewerRole';
const JOIN = `mutation ($slug: String!, $attest: Boolean) { joinCommunity(input: { slug: $slug, attest: $attest }) { ${PLACE} viewerCan { join leave startThread } } }`;
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
    ['genaction', /You apply, and its facilitators decide/],
    ['advocates-for-diversity', /museum/],
    ['solar-eclipse-2024', /archived/],
  ])('refuses %s with its rule in words, also staff', async (slug, rule) => {
    for (const viewer of [await api.person('Sid'), staff]) {
      const { code, message } = await api.ask(viewer, JOIN, { slug, attest: false });
      expect(code).toBe('FORBIDDEN');
      expect(message).toMatch(rule);
    }
    expect(await countIn(slug)).toEqual({ rows: 0, counter: 0 });
  });

  it('says the whole rule in the language of whoever is refused', async () => {
    const viewer = await api.person('Luc', { language: 'FR' });
    const { code, message } = await api.ask(viewer, JOIN, { slug: 'development-professionals' });
    const { data } = await api.ask<{ community: { rule: { words: string } } }>(
      viewer,
      '{ community(slug: "development-professionals") { rule { words } } }',
    );
    expect([code, message]).toEqual(['FORBIDDEN', data?.community.rule.words]);
    expect(message).toMatch(/établissement.*demande.*réponses/);
  });

  it('takes a stated sentence where it asks for one, and keeps it with its time', async () => {
    const viewer = await api.person('Mus', { language: 'FR' });
    const slug = 'advocates-for-diversity';
    const { data } = await api.ask<{ community: { rule: { attestation: string } } }>(
      viewer,
      `{ community(slug: "${slug}") { rule { attestation } viewerCan { join } } }`,
    );
    expect(data).toMatchObject({ community: { viewerCan: { join: true } } });
    for (const attest of [undefined, null, false]) {
      expect((await api.ask(viewer, JOIN, { slug, attest })).code).toBe('FORBIDDEN');
    }
    expect((await api.ask(viewer, JOIN, { slug, attest: true })).code).toBeUndefined();
    const { rows } = await api.db.pool.query(
      `SELECT statement, stated_at <= now() AS past FROM attestations WHERE account_id = $1`,
      [viewer.accountId],
    );
    expect(rows).toEqual([{ statement: data?.community.rule.attestation, past: true }]);
  });

  it('keeps no sentence where none is asked', async () => {
    const viewer = await api.person('Ned');
    await api.ask(viewer, JOIN, { slug: 'steam', attest: true });
    const { rowCount } = await api.db.pool.query(`SELECT FROM attestations WHERE account_id = $1`, [viewer.accountId]);
    expect(rowCount).toBe(0);
    await api.ask(viewer, LEAVE, { slug: 'steam' });
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

  it('keeps the last facilitator, and says the way out', async () => {
    const viewer = await api.person('Fay');
    await api.ask(staff, APPOINT, { slug: 'indigenous-practitioners', accountId: viewer.accountId });
    const { code, message } = await api.ask(viewer, LEAVE, { slug: 'indigenous-practitioners' });
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('Make another member a facilitator first')]);
  });

  it('lets one of two facilitators go, and notes it', async () => {
    const viewer = await api.person('Flo');
    await api.ask(staff, APPOINT, { slug: 'indigenous-practitioners', accountId: viewer.accountId });
    const before = await jobsAndNotes('facilitator-left');
    const { data } = await api.ask<{ leaveCommunity: Place }>(viewer, LEAVE, { slug: 'indigenous-practitioners' });
    expect(data?.leaveCommunity).toMatchObject({ memberCount: null, viewerRole: null });
    expect(await jobsAndNotes('facilitator-left')).toBe(before + 1);
  });

  it('counts no facilitator who is suspended', async () => {
    const [viewer, other] = [await api.person('Fig'), await api.person('Fox')];
    for (const { accountId } of [viewer, other]) await api.ask(staff, APPOINT, { slug: 'small-museums', accountId });
    const suspend = `UPDATE accounts SET suspended_until = $2, suspension_reason = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE 'x' END WHERE id = $1`;
    await api.db.pool.query(suspend, [other.accountId, '2199-01-01']);
    expect((await api.ask(viewer, LEAVE, { slug: 'small-museums' })).code).toBe('FORBIDDEN');
    await api.db.pool.query(suspend, [other.accountId, null]);
    expect((await api.ask(viewer, LEAVE, { slug: 'small-museums' })).code).toBeUndefined();
  });

  it('lets one of two facilitators go who leave at once', async () => {
    const two = [await api.person('Gil'), await api.person('Gus')];
    for (const { accountId } of two) await api.ask(staff, APPOINT, { slug: 'research-evaluation', accountId });
    const answers = await Promise.all(two.map((who) => api.ask(who, LEAVE, { slug: 'research-evaluation' })));
    expect(answers.map(({ code }) => code ?? 'left').toSorted()).toEqual(['FORBIDDEN', 'left']);
    expect(await countIn('research-evaluation')).toEqual({ rows: 1, counter: 1 });
  });

  it('keeps whom a programme enrolled, and says why', async () => {
    const viewer = await api.person('Enn');
    await api.ask(viewer, JOIN, { slug: 'netlife' });
    await api.db.pool.query(`UPDATE memberships SET enrolled_by = '{genaction}' WHERE account_id = $1`, [
      viewer.accountId,
    ]);
    const { code, message } = await api.ask(viewer, LEAVE, { slug: 'netlife' });
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('release')]);
    const { data } = await api.ask(viewer, '{ community(slug: "netlife") { viewerEnrolledBy viewerCan { leave } } }');
    expect(data).toEqual({ community: { viewerEnrolledBy: ['genaction'], viewerCan: { leave: false } } });
  });

  it('calls back the mail about the community that is on its way', async () => {
    const viewer = await api.person('Mel');
    await api.ask(viewer, JOIN, { slug: 'museum-screens' });
    const { rows } = await api.db.pool.query(`SELECT id FROM communities WHERE slug = 'museum-screens'`);
    const [here, elsewhere] = [`community:${rows[0]?.id}/account:${viewer.accountId}`, `account:${viewer.accountId}`];
    await api.db.tx(async (tx) => {
      for (const about of [here, elsewhere])
        await api
          .get(Mailer)
          .queue(tx, { to: `${viewer.accountId}@example.org`, subject: about, text: 't', html: 'h', about: [about] });
    });
    await api.ask(viewer, LEAVE, { slug: 'museum-screens' });
    const { rows: left } = await api.db.pool.query(
      `SELECT subject FROM outgoing_mails WHERE recipient = $1 AND state = 'waiting'`,
      [`${viewer.accountId}@example.org`],
    );
    expect(left).toEqual([{ subject: elsewhere }]);
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
