import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { ACCEPT, GuestScene, HIDDEN, INVITE, mailbox, OFFER, REVOKE } from '../testing/guest-scene.js';

const SIGN_UP = `mutation ($token: String!, $name: String!, $password: String!, $language: Language!) {
  signUpByInvitation(input: { token: $token, name: $name, password: $password, language: $language }) { slug } }`;
const PASSWORD = 'lanterns over 9 rivers';

const VERIFIED = { sessionId: v7(), tokenId: null, isStaff: false, emailVerified: true };

let g: GuestScene;

beforeAll(async () => {
  g = await GuestScene.start();
});
afterAll(() => g.api.close());

describe('invitation', () => {
  it('tells whoever holds the link', async () => {
    const { data } = await g.api.ask(g.fay, INVITE, {
      slug: 'steam',
      emails: [mailbox('offer')],
      message: '  A word. ',
    });
    expect(data).toBeTruthy();
    const answer = await g.api.ask(Viewer.anonymous, OFFER, { token: await g.tokenTo(mailbox('offer')) });
    expect(answer.data).toEqual({
      invitation: {
        community: { slug: 'steam', name: expect.any(String) },
        email: mailbox('offer'),
        expiresAt: expect.any(String),
        message: 'A word.',
        invitedBy: { name: 'Fay' },
        attestation: null,
        en: null,
      },
    });
    expect(answer.statements).toBeLessThanOrEqual(3);
  });

  it('answers one thing for what was guessed, used, taken back or has run out', async () => {
    const tokens = ['A'.repeat(43)];
    for (const [name, end] of [
      ['gone1', `accepted_at = now(), accepted_by = invited_by`],
      ['gone2', `revoked_at = now()`],
      ['gone3', `expires_at = now()`],
    ] as const) {
      tokens.push(await g.link('neon', mailbox(name)));
      await g.sql(`UPDATE invitations SET ${end} WHERE email = $1`, [mailbox(name)]);
    }
    const guest = await g.api.person('Gus');
    for (const operation of [OFFER, ACCEPT, SIGN_UP]) {
      const answers = [];
      for (const token of tokens) {
        const input = { token, name: 'Gus', password: PASSWORD, language: 'EN' };
        answers.push(
          JSON.stringify(await g.api.ask(operation === SIGN_UP ? Viewer.anonymous : guest, operation, input)),
        );
      }
      expect(new Set(answers).size).toBe(1);
      expect(JSON.parse(answers[0] ?? '')).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: { token: expect.any(String) },
      });
    }
  });

  it.each(['', 'x', 'a b'.repeat(10), 'x'.repeat(201)])('refuses the malformed token %j', async (token) => {
    for (const operation of [OFFER, ACCEPT])
      expect(Object.keys((await g.api.ask(g.member, operation, { token })).fields ?? {})).toEqual(['token']);
  });
});

describe('acceptInvitation', () => {
  it('refuses the stranger', async () => {
    const token = await g.link('steam', mailbox('stranger'));
    expect((await g.api.ask(Viewer.anonymous, ACCEPT, { token })).code).toBe('UNAUTHENTICATED');
  });

  it('refuses another address, confirmed or not, and stays alive', async () => {
    const token = await g.link(HIDDEN, mailbox('mine'));
    for (const who of [await g.owner(mailbox('yours')), await g.owner(mailbox('theirs'), { emailVerified: false })]) {
      const { code, message } = await g.api.ask(who, ACCEPT, { token });
      expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('another address')]);
      expect(await g.roleIn(who, HIDDEN)).toBeNull();
    }
    const [row] = await g.sql<{ verified: boolean }>(
      `SELECT email_verified_at IS NOT NULL AS verified FROM accounts WHERE email = $1`,
      [mailbox('theirs')],
    );
    expect(row?.verified).toBe(false);
    const mine = await g.owner(mailbox('MINE'));
    expect((await g.api.ask(mine, ACCEPT, { token })).data).toMatchObject({ acceptInvitation: { slug: HIDDEN } });
  });

  it('works once, also of ten at once, and answers its owner the same again while they are in', async () => {
    const guest = await g.owner(mailbox('once'));
    const token = await g.link('steam', mailbox('once'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => g.api.ask(guest, ACCEPT, { token })));
    expect(answers.map(({ data }) => data)).toEqual(
      answers.map(() => ({ acceptInvitation: { slug: 'steam', viewerRole: 'MEMBER' } })),
    );
    const [counted] = await g.sql<{ rows: string; notes: string; joined: string }>(
      `SELECT (SELECT count(*) FROM memberships WHERE account_id = $1) AS rows,
              (SELECT count(*) FROM audit_entries WHERE account_id = $1 AND action = 'invitation-accepted') AS notes`,
      [guest.accountId],
    );
    expect(counted).toEqual({ rows: '1', notes: '1' });
    await g.sql(`DELETE FROM memberships WHERE account_id = $1`, [guest.accountId]);
    expect((await g.api.ask(guest, ACCEPT, { token })).code).toBe('BAD_USER_INPUT');
    expect(await g.roleIn(guest, 'steam')).toBeNull();
    // Somebody else never got in by it.
    expect((await g.api.ask(g.member, ACCEPT, { token })).code).toBe('BAD_USER_INPUT');
  });

  it('proves the address of an account that had not confirmed it', async () => {
    const guest = await g.owner(mailbox('unproved'), { emailVerified: false });
    const token = await g.link('steam', mailbox('Unproved'));
    expect((await g.api.ask(guest, ACCEPT, { token })).code).toBeUndefined();
    const [row] = await g.sql<{ verified: boolean }>(
      `SELECT email_verified_at IS NOT NULL AS verified FROM accounts WHERE id = $1`,
      [guest.accountId],
    );
    expect(row?.verified).toBe(true);
    expect(await g.roleIn(guest, 'steam')).toBe('MEMBER');
  });

  it('is one of two: taken back or accepted', async () => {
    for (let time = 0; time < 5; time += 1) {
      const email = mailbox(`duel${time}`);
      const guest = await g.owner(email);
      const token = await g.link('steam', email);
      const [sent] = await g.sql<{ id: string }>(`SELECT id FROM invitations WHERE email = $1`, [email]);
      const [accepted, revoked] = await Promise.all([
        g.api.ask(guest, ACCEPT, { token }),
        g.api.ask(g.fay, REVOKE, { id: sent?.id }),
      ]);
      expect([accepted.code, revoked.code].filter((code) => code === 'BAD_USER_INPUT')).toHaveLength(1);
      expect(await g.roleIn(guest, 'steam')).toBe(accepted.code === undefined ? 'MEMBER' : null);
    }
  });

  it('takes the place of an application, never of the eligibility', async () => {
    await g.sql(`UPDATE communities SET join_policy = 'APPLICATION' WHERE slug = 'neon'`);
    const guest = await g.owner(mailbox('applicant'));
    const token = await g.link('neon', mailbox('applicant'));
    await g.sql(`UPDATE communities SET eligibility = 'MEMBER_INSTITUTION' WHERE slug = 'neon'`);
    const { data } = await g.api.ask<{ community: { rule: { en: string; fr: string } } }>(
      guest,
      `{ community(slug: "neon") { rule { en: words(language: EN) fr: words(language: FR) } } }`,
    );
    const rule = data?.community.rule;
    expect(await g.api.ask(guest, ACCEPT, { token })).toMatchObject({ code: 'FORBIDDEN', message: rule?.en });
    const { accountId } = guest;
    const french = Viewer.member({ ...VERIFIED, accountId, language: 'FR' });
    expect(await g.api.ask(french, ACCEPT, { token })).toMatchObject({ code: 'FORBIDDEN', message: rule?.fr });
    expect(await g.roleIn(guest, 'neon')).toBeNull();
    await g.sql(`UPDATE communities SET eligibility = 'ANYONE' WHERE slug = 'neon'`);
    expect((await g.api.ask(guest, ACCEPT, { token })).data).toMatchObject({
      acceptInvitation: { viewerRole: 'MEMBER' },
    });
  });

  it.each([
    [`status = 'ARCHIVED'`, /archived/],
    [`join_policy = 'CLOSED'`, /for everyone.*takes nobody new/],
  ])('refuses where %s', async (change, rule) => {
    const email = mailbox(`shut${change.length}`);
    const [guest, token] = [await g.owner(email), await g.link('netlife', email)];
    await g.sql(`UPDATE communities SET ${change} WHERE slug = 'netlife'`);
    const { code, message } = await g.api.ask(guest, ACCEPT, { token });
    await g.sql(`UPDATE communities SET status = 'OPERATIONAL', join_policy = 'OPEN' WHERE slug = 'netlife'`);
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringMatching(rule)]);
    expect(await g.roleIn(guest, 'netlife')).toBeNull();
  });

  it('keeps the sentence that accepting states, of museum staff alone', async () => {
    await g.sql(`UPDATE communities SET eligibility = 'MUSEUM_STAFF' WHERE slug = 'neon'`);
    for (const [slug, kept] of [
      ['neon', true],
      [HIDDEN, false],
    ] as const) {
      const email = mailbox(`word.${slug}`);
      const [guest, token] = [await g.owner(email, { language: 'FR' }), await g.link(slug, email)];
      const { data } = await g.api.ask<{ invitation: { attestation: string; en: string } }>(guest, OFFER, { token });
      expect(data?.invitation.attestation).toEqual(expect.any(String));
      expect(data?.invitation.attestation).not.toBe(data?.invitation.en);
      expect((await g.api.ask(guest, ACCEPT, { token })).code).toBeUndefined();
      const rows = await g.sql<{ statement: string }>(`SELECT statement FROM attestations WHERE account_id = $1`, [
        guest.accountId,
      ]);
      expect(rows).toEqual(kept ? [{ statement: data?.invitation.attestation }] : []);
    }
    await g.sql(`UPDATE communities SET eligibility = 'ANYONE' WHERE slug = 'neon'`);
  });

  it('lifts a removal', async () => {
    const guest = await g.owner(mailbox('removed'));
    await g.sql(
      `INSERT INTO removals (community_id, account_id, reason) SELECT id, $1, 'x' FROM communities WHERE slug = 'steam'`,
      [guest.accountId],
    );
    await g.api.ask(guest, ACCEPT, { token: await g.link('steam', mailbox('removed')) });
    expect(await g.roleIn(guest, 'steam')).toBe('MEMBER');
    expect(await g.sql(`SELECT 1 FROM removals WHERE account_id = $1`, [guest.accountId])).toEqual([]);
  });
});

describe('signUpByInvitation', () => {
  const input = (token: string, more: object = {}) => ({
    token,
    name: 'New',
    password: PASSWORD,
    language: 'FR',
    ...more,
  });

  it.each<[object, string]>([
    [{ token: 'x' }, 'token'],
    [{ name: ' ' }, 'name'],
    [{ name: 'a\r\nb' }, 'name'],
    [{ password: 'short' }, 'password'],
    [{ password: 'password1' }, 'password'],
  ])('refuses %j', async (wrong, field) => {
    const email = mailbox(`bad${field}${JSON.stringify(wrong).length}`);
    const answer = await g.api.ask(Viewer.anonymous, SIGN_UP, input(await g.link('steam', email), wrong));
    expect([answer.code, Object.keys(answer.fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
    expect(await g.sql(`SELECT 1 FROM accounts WHERE email = $1`, [email])).toEqual([]);
  });

  it('makes a confirmed account, brings it in and signs the browser in; once of ten at once', async () => {
    const token = await g.link(HIDDEN, mailbox('newcomer'));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => g.api.ask(Viewer.anonymous, SIGN_UP, input(token))),
    );
    const [through, ...refused] = answers.toSorted((a, b) => (a.code ?? '').localeCompare(b.code ?? ''));
    expect(through?.data).toEqual({ signUpByInvitation: { slug: HIDDEN } });
    expect(through?.setCookie).toEqual([expect.stringMatching(/^copse=[\w-]{43};.*HttpOnly/)]);
    expect(refused.every(({ code }) => code === 'CONFLICT' || code === 'BAD_USER_INPUT')).toBe(true);
    expect(refused.flatMap(({ setCookie }) => setCookie)).toEqual([]);
    const rows = await g.sql(
      `SELECT a.name, a.language, a.email_verified_at IS NOT NULL AS verified, m.role,
              (SELECT count(*) FROM sessions s WHERE s.account_id = a.id)::int AS sessions
       FROM accounts a JOIN memberships m ON m.account_id = a.id WHERE a.email = $1`,
      [mailbox('newcomer')],
    );
    expect(rows).toEqual([{ name: 'New', language: 'FR', verified: true, role: 'MEMBER', sessions: 1 }]);
  });

  it('makes no second account for an address that has one, confirmed or not', async () => {
    for (const emailVerified of [true, false]) {
      const email = mailbox(`has${String(emailVerified)}`);
      await g.owner(email, { emailVerified });
      const answer = await g.api.ask(Viewer.anonymous, SIGN_UP, input(await g.link('steam', email)));
      expect([answer.code, answer.setCookie]).toEqual(['CONFLICT', []]);
    }
  });

  it('makes no account for those whom the community is not for', async () => {
    const token = await g.link('neon', mailbox('unfit'));
    await g.sql(`UPDATE communities SET eligibility = 'MEMBER_OR_COLLABORATOR' WHERE slug = 'neon'`);
    const refused = await g.api.ask(Viewer.anonymous, SIGN_UP, input(token));
    await g.sql(`UPDATE communities SET eligibility = 'ANYONE' WHERE slug = 'neon'`);
    expect([refused.code, refused.setCookie]).toEqual(['FORBIDDEN', []]);
    expect(await g.sql(`SELECT 1 FROM accounts WHERE email = $1`, [mailbox('unfit')])).toEqual([]);
    expect((await g.api.ask(Viewer.anonymous, SIGN_UP, input(token))).code).toBeUndefined();
  });
});
