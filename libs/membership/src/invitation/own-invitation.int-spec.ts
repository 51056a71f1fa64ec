import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { ACCEPT, GuestScene, HIDDEN, mailbox, REVOKE, type Somebody } from '../testing/guest-scene.js';
import { InvitationFacts } from './invitation-facts.service.js';

const ACCEPT_OWN = `mutation ($id: ID!) { acceptOwnInvitation(invitationId: $id) { slug viewerRole viewerInvitation } }`;
const OWN = `query ($slug: String!) { community(slug: $slug) { viewerInvitation } }`;

let g: GuestScene;

beforeAll(async () => {
  g = await GuestScene.start();
});
afterAll(() => g.api.close());

/** Somebody with an account, and the invitation that was sent to them. */
const invited = async (slug: string, name: string): Promise<{ guest: Somebody; id: string; email: string }> => {
  const email = mailbox(name);
  const guest = await g.owner(email);
  const [sent] = await g.invite(slug, email.toUpperCase());
  if (!sent) throw new Error('Nobody was invited.');
  return { guest, id: sent.id, email };
};

const own = async (who: Viewer, slug: string): Promise<string | null | undefined> =>
  (await g.api.ask<{ community: { viewerInvitation: string | null } }>(who, OWN, { slug })).data?.community
    .viewerInvitation;

describe('Community.viewerInvitation', () => {
  it('is for the account that has proved the address, and for nobody else', async () => {
    const { guest, id, email } = await invited('steam', 'own1');
    for (const who of [Viewer.anonymous, g.elsewhere, g.member, g.fay, g.staff])
      expect(await own(who, 'steam')).toBeNull();
    expect(await own(guest, 'steam')).toBe(id);
    expect(await own(guest, 'neon')).toBeNull();
    const unproved = Viewer.member({
      accountId: guest.accountId,
      sessionId: v7(),
      tokenId: null,
      isStaff: false,
      emailVerified: false,
      language: 'EN',
    });
    expect(await own(unproved, 'steam')).toBeNull();
    await g.sql(`UPDATE accounts SET email_verified_at = NULL WHERE email = $1`, [email]);
    expect(await own(guest, 'steam')).toBeNull();
  });

  it.each([`revoked_at = now()`, `accepted_at = now(), accepted_by = invited_by`, `expires_at = now()`])(
    'is none after %s',
    async (end) => {
      const { guest, id } = await invited('steam', `own2.${end.slice(0, 7)}`);
      await g.sql(`UPDATE invitations SET ${end} WHERE id = $1`, [id]);
      expect(await own(guest, 'steam')).toBeNull();
    },
  );

  it('is none for who is in already', async () => {
    const { guest } = await invited('steam', 'own3');
    await g.seat(guest, 'steam');
    expect(await own(guest, 'steam')).toBeNull();
  });

  it('costs a list of communities one statement, and nobody any', async () => {
    const { guest, id } = await invited('steam', 'own4');
    const list = (field: string) => `{ communities(first: 30) { edges { node { slug ${field} } } } }`;
    const answers = [];
    for (const field of ['', 'viewerInvitation']) {
      answers.push(
        await g.api.ask<{ communities: { edges: { node: { slug: string; viewerInvitation: string | null } }[] } }>(
          guest,
          list(field),
        ),
      );
    }
    const [without, withIt] = answers;
    expect(withIt?.statements).toBe((without?.statements ?? 0) + 1);
    const found = withIt?.data?.communities.edges.filter(({ node }) => node.viewerInvitation !== null);
    expect(found?.map(({ node }) => node)).toEqual([{ slug: 'steam', viewerInvitation: id }]);
    expect((await g.api.ask(Viewer.anonymous, list('viewerInvitation'))).statements).toBe(
      (await g.api.ask(Viewer.anonymous, list(''))).statements,
    );
  });
});

describe('acceptOwnInvitation', () => {
  it('refuses the stranger', async () => {
    const { id } = await invited('steam', 'stranger');
    expect((await g.api.ask(Viewer.anonymous, ACCEPT_OWN, { id })).code).toBe('UNAUTHENTICATED');
  });

  it('knows no invitation of somebody else, after the same questions as for none', async () => {
    const { id } = await invited(HIDDEN, 'theirs');
    for (const who of [g.elsewhere, g.member, g.fay, g.staff]) {
      const [missing, foreign] = [
        await g.api.ask(who, ACCEPT_OWN, { id: v7() }),
        await g.api.ask(who, ACCEPT_OWN, { id }),
      ];
      expect(foreign).toEqual(missing);
      expect(foreign.code).toBe('NOT_FOUND');
    }
  });

  it('knows none of an address that is not proved', async () => {
    const { guest, id, email } = await invited('steam', 'unproved');
    await g.sql(`UPDATE accounts SET email_verified_at = NULL WHERE email = $1`, [email]);
    expect((await g.api.ask(guest, ACCEPT_OWN, { id })).code).toBe('NOT_FOUND');
    const unproved = Viewer.member({
      accountId: guest.accountId,
      sessionId: v7(),
      tokenId: null,
      isStaff: false,
      emailVerified: false,
      language: 'EN',
    });
    expect((await g.api.ask(unproved, ACCEPT_OWN, { id })).code).toBe('FORBIDDEN');
    expect(await g.roleIn(guest, 'steam')).toBeNull();
  });

  it.each(['', 'x', v7().slice(1)])('refuses the id %j', async (id) => {
    const { code, fields } = await g.api.ask(g.member, ACCEPT_OWN, { id });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['invitationId']]);
  });

  it('brings in once, also of ten at once, and answers the same again while they are in', async () => {
    const { guest, id, email } = await invited(HIDDEN, 'mine');
    const answers = await Promise.all(Array.from({ length: 10 }, () => g.api.ask(guest, ACCEPT_OWN, { id })));
    expect(answers.map(({ data }) => data)).toEqual(
      answers.map(() => ({ acceptOwnInvitation: { slug: HIDDEN, viewerRole: 'MEMBER', viewerInvitation: null } })),
    );
    const [counted] = await g.sql<{ rows: string; notes: string }>(
      `SELECT (SELECT count(*) FROM memberships WHERE account_id = $1) AS rows,
              (SELECT count(*) FROM audit_entries WHERE account_id = $1 AND action = 'invitation-accepted') AS notes`,
      [guest.accountId],
    );
    expect(counted).toEqual({ rows: '1', notes: '1' });
    // The message with the link is called back, as it is of no use any more.
    expect(await g.mailsTo(email)).toEqual([]);
    await g.sql(`DELETE FROM memberships WHERE account_id = $1`, [guest.accountId]);
    expect((await g.api.ask(guest, ACCEPT_OWN, { id })).fields).toEqual({ invitationId: expect.any(String) });
  });

  it('is one of two: by the link or without', async () => {
    const email = mailbox('both');
    const guest = await g.owner(email);
    const token = await g.link('steam', email);
    const id = await own(guest, 'steam');
    const [byLink, without] = await Promise.all([
      g.api.ask(guest, ACCEPT, { token }),
      g.api.ask(guest, ACCEPT_OWN, { id }),
    ]);
    expect([byLink.code, without.code]).toEqual([undefined, undefined]);
    expect(await g.sql(`SELECT 1 FROM audit_entries WHERE account_id = $1`, [guest.accountId])).toHaveLength(1);
  });

  it('is one of two: taken back or accepted', async () => {
    for (let time = 0; time < 5; time += 1) {
      const { guest, id } = await invited('steam', `duel${time}`);
      const [accepted, revoked] = await Promise.all([
        g.api.ask(guest, ACCEPT_OWN, { id }),
        g.api.ask(g.fay, REVOKE, { id }),
      ]);
      expect([accepted.code, revoked.code].filter((code) => code === 'BAD_USER_INPUT')).toHaveLength(1);
      expect(await g.roleIn(guest, 'steam')).toBe(accepted.code === undefined ? 'MEMBER' : null);
    }
  });

  it.each([
    ['taken back', 'invitations', `revoked_at = now()`, 'BAD_USER_INPUT'],
    ['run out', 'invitations', `expires_at = now()`, 'BAD_USER_INPUT'],
    ['archived', 'communities', `status = 'ARCHIVED'`, 'FORBIDDEN'],
    ['closed', 'communities', `join_policy = 'CLOSED'`, 'FORBIDDEN'],
    ['for others', 'communities', `eligibility = 'MEMBER_INSTITUTION'`, 'FORBIDDEN'],
  ])('refuses where it is %s', async (name, table, change, refusal) => {
    const { guest, id } = await invited('netlife', `rule.${name.replace(' ', '.')}`);
    await g.sql(`UPDATE ${table} SET ${change} WHERE ${table === 'invitations' ? 'id' : 'slug'}::text = $1`, [
      table === 'invitations' ? id : 'netlife',
    ]);
    const { code } = await g.api.ask(guest, ACCEPT_OWN, { id });
    await g.sql(
      `UPDATE communities SET status = 'OPERATIONAL', join_policy = 'OPEN', eligibility = 'ANYONE' WHERE slug = 'netlife'`,
    );
    expect(code).toBe(refusal);
    expect(await g.roleIn(guest, 'netlife')).toBeNull();
  });

  it('does not outlive a removal', async () => {
    const { guest, id } = await invited('netlife', 'removed');
    await g.sql(
      `INSERT INTO removals (community_id, account_id, reason) SELECT id, $1, 'x' FROM communities WHERE slug = 'netlife'`,
      [guest.accountId],
    );
    expect((await g.api.ask(guest, ACCEPT_OWN, { id })).code).toBe('FORBIDDEN');
    expect(await g.roleIn(guest, 'netlife')).toBeNull();
  });
});

describe('InvitationFacts', () => {
  it('says which invitations wait for which account', async () => {
    const facts = g.api.get(InvitationFacts);
    const { guest, id } = await invited('steam', 'facts');
    const [nobodys] = await g.invite('steam', mailbox('nobody'));
    const found = await facts.waiting([id, nobodys?.id ?? '', v7()]);
    const [steam] = await g.sql<{ id: string }>(`SELECT id FROM communities WHERE slug = 'steam'`);
    const row = { id, communityId: steam?.id, accountId: guest.accountId, inviterId: g.fay.accountId };
    expect([...found.values()]).toEqual([{ ...row, sentAt: expect.any(String) }]);
    expect(await facts.waitingFor(guest.accountId)).toEqual([{ ...row, sentAt: expect.any(String) }]);
    expect(await facts.waiting([])).toEqual(new Map());
    expect(await facts.waitingFor(g.elsewhere.accountId)).toEqual([]);
  });
});
