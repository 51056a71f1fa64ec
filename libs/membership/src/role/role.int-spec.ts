import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { RealtimeServer } from '#platform/realtime';
import { Viewer } from '#identity';
import { Facilitation } from '../facilitation/facilitation.service.js';
import { TestApi } from '../testing/test-api.js';
import { TellStandingWhenRoleChanged } from '../standing/tell-standing-when-role-changed.handler.js';

type Somebody = Viewer & { accountId: string };

const SET_ROLE = `mutation ($slug: String!, $accountId: ID!, $role: MemberRole!) {
  setRole(input: { slug: $slug, accountId: $accountId, role: $role }) { slug viewerRole viewerCan { facilitate } } }`;
const APPOINT = `mutation ($slug: String!, $accountId: ID!) {
  appointFacilitator(input: { slug: $slug, accountId: $accountId }) { slug } }`;
const PLACE = 'indigenous-practitioners';

let api: TestApi;
let staff: Somebody;
let leader: Somebody;
let elsewhere: Somebody;

const appoint = (slug: string, { accountId }: Somebody, by: Viewer = staff) =>
  api.ask(by, APPOINT, { slug, accountId });
const setRole = (by: Viewer, { accountId }: Somebody, role: string, slug = PLACE) =>
  api.ask<{ setRole: { viewerRole: string | null } }>(by, SET_ROLE, { slug, accountId, role });
const roleOf = async ({ accountId }: Somebody, slug = PLACE): Promise<string | undefined> => {
  const { rows } = await api.db.pool.query<{ role: string }>(
    `SELECT m.role FROM memberships m JOIN communities c ON c.id = m.community_id WHERE c.slug = $1 AND m.account_id = $2`,
    [slug, accountId],
  );
  return rows[0]?.role;
};
const aMember = async (name: string, slug = PLACE): Promise<Somebody> => {
  const person = await api.person(name);
  await api.db.pool.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name)
     SELECT id, $2, 'MEMBER', $3 FROM communities WHERE slug = $1`,
    [slug, person.accountId, name],
  );
  await api.db.pool.query(
    `INSERT INTO community_member_counts (community_id, members) SELECT id, 1 FROM communities WHERE slug = $1
     ON CONFLICT (community_id) DO UPDATE SET members = community_member_counts.members + 1`,
    [slug],
  );
  return person;
};
const mailsTo = async ({ accountId }: Somebody): Promise<{ subject: string; text: string }[]> =>
  (
    await api.db.pool.query<{ subject: string; text: string }>(
      `SELECT subject, text_body AS text FROM outgoing_mails WHERE recipient = $1 ORDER BY created_at`,
      [`${accountId}@example.org`],
    )
  ).rows;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  leader = await api.person('Leo');
  elsewhere = await api.person('Els');
  await appoint(PLACE, leader);
  await appoint('steam', elsewhere);
});
afterAll(() => api.close());

describe('setRole', () => {
  it('refuses the stranger, the unconfirmed, members, staff and whoever leads elsewhere', async () => {
    const member = await aMember('Mia');
    expect((await setRole(Viewer.anonymous, member, 'FACILITATOR')).code).toBe('UNAUTHENTICATED');
    for (const viewer of [await api.person('Una', { emailVerified: false }), member, staff, elsewhere]) {
      expect((await setRole(viewer, member, 'FACILITATOR')).code).toBe('FORBIDDEN');
    }
    expect(await roleOf(member)).toBe('MEMBER');
  });

  it('answers outsiders the same about members and others', async () => {
    const member = await aMember('Max');
    const answers = [];
    for (const accountId of [member.accountId, leader.accountId, v7()])
      answers.push(await api.ask(elsewhere, SET_ROLE, { slug: PLACE, accountId, role: 'MEMBER' }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it.each([
    ['slug', { slug: '%' }],
    ['accountId', { accountId: 'x' }],
  ])('names a malformed %s', async (field, wrong) => {
    const { code, fields } = await api.ask(leader, SET_ROLE, {
      slug: PLACE,
      accountId: leader.accountId,
      role: 'MEMBER',
      ...wrong,
    });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('knows only members', async () => {
    for (const accountId of [v7(), elsewhere.accountId]) {
      const { code, fields } = await api.ask(leader, SET_ROLE, { slug: PLACE, accountId, role: 'FACILITATOR' });
      expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['accountId']]);
    }
    expect((await setRole(leader, leader, 'MEMBER', 'no-such')).code).toBe('NOT_FOUND');
  });

  it('gives and takes, once, and notes it', async () => {
    const member = await aMember('Mio');
    const notes = async (): Promise<unknown[]> =>
      (
        await api.db.pool.query(
          `SELECT action, actor_account_id AS actor FROM audit_entries WHERE account_id = $1 ORDER BY id`,
          [member.accountId],
        )
      ).rows;
    for (let time = 0; time < 2; time += 1)
      expect((await setRole(leader, member, 'FACILITATOR')).data?.setRole).toMatchObject({ viewerRole: 'FACILITATOR' });
    expect(await roleOf(member)).toBe('FACILITATOR');
    for (let time = 0; time < 2; time += 1) expect((await setRole(leader, member, 'MEMBER')).code).toBeUndefined();
    expect(await roleOf(member)).toBe('MEMBER');
    expect(await notes()).toEqual([
      { action: 'facilitator-appointed', actor: leader.accountId },
      { action: 'facilitator-dismissed', actor: leader.accountId },
    ]);
  });

  it('tells the person in their language, and calls back what waits for them as a facilitator', async () => {
    const person = await api.person('Noé', { language: 'FR' });
    const lead = await api.person('Lou');
    await appoint('steam', lead);
    await api.ask(person, `mutation { joinCommunity(input: { slug: "steam" }) { id } }`);
    for (let time = 0; time < 2; time += 1) await setRole(lead, person, 'FACILITATOR', 'steam');
    const [letter, ...more] = await mailsTo(person);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('Vous animez maintenant «\u00a0STIAM\u00a0»');
    const { rows } = await api.db.pool.query<{ id: string }>(`SELECT id FROM communities WHERE slug = 'steam'`);
    const reports = () => ({ subject: 'Reports wait', text: 't', html: 'h' });
    await api.db.tx((tx) => api.get(Facilitation).tell(tx, rows[0]?.id ?? '', reports));
    const waiting = async (who: Somebody): Promise<string[]> =>
      (
        await api.db.pool.query<{ subject: string }>(
          `SELECT subject FROM outgoing_mails WHERE recipient = $1 AND state = 'waiting' ORDER BY created_at`,
          [`${who.accountId}@example.org`],
        )
      ).rows.map(({ subject }) => subject);
    expect(await waiting(person)).toContain('Reports wait');
    await setRole(lead, person, 'MEMBER', 'steam');
    expect(await waiting(person)).toEqual([]);
    expect(await waiting(lead)).toContain('Reports wait');
  });

  it('says in no mail what somebody became where people identify themselves', async () => {
    const member = await aMember('Ila');
    await setRole(leader, member, 'FACILITATOR');
    const mails = await mailsTo(member);
    expect(mails.map(({ subject }) => subject)).toEqual(['A change on Copse']);
    expect(JSON.stringify(mails)).not.toMatch(/indigenous|facilitat|lead/i);
    await setRole(leader, member, 'MEMBER');
  });

  it('keeps the last facilitator', async () => {
    const { code, message } = await setRole(leader, leader, 'MEMBER');
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('Make another member')]);
    expect(await roleOf(leader)).toBe('FACILITATOR');
  });

  it('leaves one where two dismiss each other, or themselves, at once', async () => {
    const slug = 'neon';
    for (const each of ['other', 'self'] as const) {
      const two = [await api.person('Ann'), await api.person('Ben')];
      for (const who of two) await appoint(slug, who);
      const [one, two_] = two as [Somebody, Somebody];
      const answers = await Promise.all([
        setRole(one, each === 'other' ? two_ : one, 'MEMBER', slug),
        setRole(two_, each === 'other' ? one : two_, 'MEMBER', slug),
      ]);
      expect(answers.map(({ code }) => code ?? 'done').toSorted()).toEqual(['FORBIDDEN', 'done']);
      await api.db.pool.query(`DELETE FROM memberships WHERE account_id = ANY ($1)`, [two.map((who) => who.accountId)]);
    }
  });

  it('tells open pages of whom it is about', async () => {
    const told = jest.spyOn(api.get(RealtimeServer), 'emitToAccount');
    const { rows } = await api.db.pool.query<{ id: string }>(`SELECT id FROM communities WHERE slug = $1`, [PLACE]);
    const communityId = rows[0]?.id ?? '';
    await api.get(TellStandingWhenRoleChanged).handle({ communityId, accountId: leader.accountId, role: 'MEMBER' });
    expect(told).toHaveBeenCalledWith(leader.accountId, 'standing:changed', { communityId, slug: PLACE });
    told.mockRestore();
  });
});

describe('appointFacilitator', () => {
  it('tells every other facilitator by mail, also when administrators appoint themselves', async () => {
    const [first, self] = [await api.person('Pia'), await api.person('Zed', { isStaff: true })];
    await appoint('citizen-science', first);
    const welcome = {
      subject: 'You now lead “Citizen Science”',
      text: expect.stringMatching(/made a facilitator of the community “Citizen Science”[^]*\/c\/citizen-science\n/),
    };
    expect(await mailsTo(first)).toEqual([welcome]);
    await appoint('citizen-science', self, self);
    expect(await mailsTo(first)).toEqual([
      welcome,
      { subject: 'A new facilitator: Citizen Science', text: expect.stringContaining('made Zed a facilitator') },
    ]);
    expect(await mailsTo(self)).toEqual([]);
    await appoint('citizen-science', self, self);
    expect(await mailsTo(first)).toHaveLength(2);
  });

  it('names nobody in mail about a community of people who identify themselves, nor it in the subject', async () => {
    const before = (await mailsTo(leader)).length;
    await appoint(PLACE, await api.person('Quintessa'));
    const mails = (await mailsTo(leader)).slice(before);
    expect(mails.map(({ subject }) => subject)).toEqual(['A change on Copse']);
    expect(JSON.stringify(mails)).not.toContain('Quintessa');
  });

  it('forgives a removal', async () => {
    const person = await api.person('Rem');
    await api.db.pool.query(
      `INSERT INTO removals (community_id, account_id, reason) SELECT id, $1, 'x' FROM communities WHERE slug = 'steam'`,
      [person.accountId],
    );
    await appoint('steam', person);
    expect(await roleOf(person, 'steam')).toBe('FACILITATOR');
    const { rowCount } = await api.db.pool.query(`SELECT FROM removals WHERE account_id = $1`, [person.accountId]);
    expect(rowCount).toBe(0);
  });
});
