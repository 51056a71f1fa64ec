import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { RealtimeServer } from '#platform/realtime';
import { Viewer } from '#identity';
import { Facilitation } from '../facilitation/facilitation.service.js';
import { TestApi } from '../testing/test-api.js';

type Somebody = Viewer & { accountId: string };

const REMOVE = `mutation ($slug: String!, $accountId: ID!, $reason: String!) {
  removeMember(input: { slug: $slug, accountId: $accountId, reason: $reason }) { slug memberCount } }`;
const PLACE = 'steam';
const REASON = 'You advertised\nhttps://evil.example three times.';

let api: TestApi;
let staff: Somebody;
let leader: Somebody;
let elsewhere: Somebody;

const appoint = (slug: string, { accountId }: Somebody) =>
  api.ask(staff, `mutation { appointFacilitator(input: { slug: "${slug}", accountId: "${accountId}" }) { id } }`);
const join = (viewer: Viewer, slug = PLACE) =>
  api.ask(viewer, `mutation { joinCommunity(input: { slug: "${slug}" }) { id } }`);
const leave = (viewer: Viewer) => api.ask(viewer, `mutation { leaveCommunity(input: { slug: "${PLACE}" }) { id } }`);
const remove = (by: Viewer, { accountId }: Somebody, reason = REASON) =>
  api.ask<{ removeMember: { memberCount: number } }>(by, REMOVE, { slug: PLACE, accountId, reason });
const aMember = async (name: string): Promise<Somebody> => {
  const person = await api.person(name);
  await join(person);
  return person;
};
const isIn = async ({ accountId }: Somebody): Promise<boolean> =>
  (await api.db.pool.query(`SELECT FROM memberships WHERE account_id = $1`, [accountId])).rowCount === 1;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  leader = await api.person('Leo');
  elsewhere = await api.person('Els');
  await appoint(PLACE, leader);
  await appoint('neon', elsewhere);
});
afterAll(() => api.close());

describe('removeMember', () => {
  it('refuses the stranger, the unconfirmed, members, staff and whoever leads elsewhere', async () => {
    const [member, other] = [await aMember('Mia'), await aMember('Ole')];
    expect((await remove(Viewer.anonymous, member)).code).toBe('UNAUTHENTICATED');
    for (const viewer of [await api.person('Una', { emailVerified: false }), other, staff, elsewhere]) {
      expect((await remove(viewer, member)).code).toBe('FORBIDDEN');
    }
    expect(await isIn(member)).toBe(true);
  });

  it.each([
    ['slug', { slug: 'A B' }],
    ['accountId', { accountId: 'x' }],
    ['reason', { reason: '' }],
    ['reason', { reason: ' \n ' }],
    ['reason', { reason: 'x'.repeat(1001) }],
    ['reason', { reason: 'a\u0000b' }],
  ])('names a malformed %s', async (field, wrong) => {
    const { code, fields } = await api.ask(leader, REMOVE, {
      slug: PLACE,
      accountId: elsewhere.accountId,
      reason: REASON,
      ...wrong,
    });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('knows only members, and not oneself', async () => {
    for (const accountId of [v7(), elsewhere.accountId, leader.accountId]) {
      const { code, fields } = await api.ask(leader, REMOVE, { slug: PLACE, accountId, reason: REASON });
      expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['accountId']]);
    }
    expect((await api.ask(leader, REMOVE, { slug: 'no-such', accountId: leader.accountId, reason: REASON })).code).toBe(
      'NOT_FOUND',
    );
  });

  it('removes, closes the rooms, calls mail back, tells why, notes it and keeps the door shut', async () => {
    const closed = jest.spyOn(api.get(RealtimeServer), 'leaveCommunityRooms');
    const member = await aMember('Max');
    const { rows: places } = await api.db.pool.query<{ id: string }>(`SELECT id FROM communities WHERE slug = $1`, [
      PLACE,
    ]);
    const communityId = places[0]?.id ?? '';
    await api.db.pool.query(
      `INSERT INTO outgoing_mails (id, message_id, recipient, subject, text_body, html_body, state, about)
       VALUES ($1::uuid, $1::text, 'x@example.org', 'late', 't', 'h', 'waiting', ARRAY[$2])`,
      [v7(), `community:${communityId}/account:${member.accountId}`],
    );

    expect((await remove(leader, member)).code).toBeUndefined();
    expect(closed).toHaveBeenLastCalledWith(member.accountId, communityId);
    closed.mockRestore();
    expect(await isIn(member)).toBe(false);

    const { rows: mails } = await api.db.pool.query<{ subject: string; text_body: string }>(
      `SELECT subject, text_body FROM outgoing_mails WHERE recipient = ANY ($1) AND state = 'waiting'`,
      [['x@example.org', `${member.accountId}@example.org`]],
    );
    expect(mails).toEqual([
      { subject: 'You are no longer in “STEAM”', text_body: expect.stringContaining('> You adv') },
    ]);
    expect(mails[0]?.text_body).not.toContain('https://evil');

    const { rows: notes } = await api.db.pool.query(
      `SELECT action, actor_account_id AS actor, reason, details FROM audit_entries WHERE account_id = $1`,
      [member.accountId],
    );
    expect(notes).toEqual([
      {
        action: 'member-removed',
        actor: leader.accountId,
        reason: REASON,
        details: { accountId: member.accountId },
      },
    ]);
    const { rows: jobs } = await api.db.pool.query(
      `SELECT payload::text AS payload FROM graphile_worker._private_jobs WHERE payload::text LIKE '%advertised%'`,
    );
    expect(jobs).toEqual([]);

    const { code, message } = await join(member);
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('removed you')]);
    const { data } = await api.ask(member, `{ community(slug: "${PLACE}") { viewerCan { join } } }`);
    expect(data).toEqual({ community: { viewerCan: { join: false } } });
  });

  it('closes the rooms also of who is gone already, where an earlier call did not come to it', async () => {
    const member = await aMember('Gil');
    await remove(leader, member);
    const closed = jest.spyOn(api.get(RealtimeServer), 'leaveCommunityRooms');
    const { code, fields } = await remove(leader, member);
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['accountId']]);
    expect(closed).toHaveBeenCalledWith(member.accountId, expect.any(String));
    closed.mockClear();
    // Nobody’s rooms are a facilitator’s to close who was not removed.
    expect((await remove(leader, elsewhere)).code).toBe('BAD_USER_INPUT');
    expect(closed).not.toHaveBeenCalled();
    closed.mockRestore();
  });

  it('calls back what was on its way to the person as a facilitator', async () => {
    const other = await api.person('Lux');
    await appoint(PLACE, other);
    const { rows } = await api.db.pool.query<{ id: string }>(`SELECT id FROM communities WHERE slug = $1`, [PLACE]);
    await api.db.tx((tx) =>
      api.get(Facilitation).tell(tx, rows[0]?.id ?? '', () => ({ subject: 'Reports wait', text: 't', html: 'h' })),
    );
    const waits = async ({ accountId }: Somebody): Promise<string[]> =>
      (
        await api.db.pool.query<{ subject: string }>(
          `SELECT subject FROM outgoing_mails WHERE recipient = $1 AND state = 'waiting' AND subject = 'Reports wait'`,
          [`${accountId}@example.org`],
        )
      ).rows.map(({ subject }) => subject);
    expect([await waits(other), await waits(leader)]).toEqual([['Reports wait'], ['Reports wait']]);
    await remove(leader, other);
    expect([await waits(other), await waits(leader)]).toEqual([[], ['Reports wait']]);
  });

  it('does not remove whom a programme enrolled', async () => {
    const member = await aMember('Enn');
    await api.db.pool.query(`UPDATE memberships SET enrolled_by = '{p}' WHERE account_id = $1`, [member.accountId]);
    const { code, message } = await remove(leader, member);
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('release')]);
    expect(await isIn(member)).toBe(true);
  });

  it('leaves one facilitator where two remove each other at once', async () => {
    const other = await api.person('Lou');
    await appoint(PLACE, other);
    const answers = await Promise.all([remove(leader, other), remove(other, leader)]);
    expect(answers.map(({ code }) => code ?? 'done').toSorted()).toEqual(['FORBIDDEN', 'done']);
    await appoint(PLACE, leader);
  });

  it('counts a member who leaves at the same moment once', async () => {
    const member = await aMember('Lea');
    const before = (
      await api.db.pool.query(
        `SELECT members FROM community_member_counts k JOIN communities c ON c.id = k.community_id WHERE c.slug = $1`,
        [PLACE],
      )
    ).rows[0].members;
    const answers = await Promise.all([leave(member), remove(leader, member)]);
    expect([undefined, 'BAD_USER_INPUT']).toContain(answers[1]?.code);
    expect(answers[0]?.code).toBeUndefined();
    const after = (
      await api.db.pool.query(
        `SELECT members FROM community_member_counts k JOIN communities c ON c.id = k.community_id WHERE c.slug = $1`,
        [PLACE],
      )
    ).rows[0].members;
    expect(after).toBe(before - 1);
  });
});

describe('Community.viewerRemoval', () => {
  const ASK = `{ community(slug: "${PLACE}") { viewerRemoval { at reason } } }`;
  const shown = async (viewer: Viewer) =>
    (await api.ask<{ community: { viewerRemoval: unknown } }>(viewer, ASK)).data?.community.viewerRemoval;

  it('tells the removed person why, and nobody else anything', async () => {
    const [member, other] = [await aMember('Rita'), await aMember('Otto')];
    await remove(leader, member, 'Not the place.');
    for (const viewer of [Viewer.anonymous, await api.person('Una', { emailVerified: false }), other, leader, staff])
      expect(await shown(viewer)).toBeNull();
    expect(await shown(member)).toEqual({ at: expect.any(String), reason: 'Not the place.' });
  });

  it('is gone once somebody let the person in again, and costs nothing where nobody was removed', async () => {
    const member = await aMember('Rob');
    const { statements } = await api.ask(member, `{ community(slug: "${PLACE}") { viewerRole } }`);
    expect(
      (await api.ask(member, `{ community(slug: "${PLACE}") { viewerRole viewerRemoval { at } } }`)).statements,
    ).toBe(statements);
    await remove(leader, member);
    await appoint(PLACE, member);
    expect(await shown(member)).toBeNull();
  });
});
