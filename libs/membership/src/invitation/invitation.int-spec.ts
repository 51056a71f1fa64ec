import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { encodeCursor } from '#platform/graphql';
import { ACCEPT, GuestScene, INVITATION, mailbox, OFFER, REVOKE, type Sent } from '../testing/guest-scene.js';
import { ForgetInvitationsWhenAccountClosed } from './forget-invitations-when-account-closed.handler.js';
import { SweepInvitations } from './sweep-invitations.task.js';

const RESEND = `mutation ($id: ID!) { resendInvitation(input: { invitationId: $id }) { ${INVITATION} } }`;
const LIST = `query ($slug: String!, $first: Int, $after: String) { community(slug: $slug) {
  viewerCan { invite } invitations(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { ${INVITATION} } } } } }`;

let g: GuestScene;

beforeAll(async () => {
  g = await GuestScene.start();
});
afterAll(() => g.api.close());

describe.each([
  ['resendInvitation', RESEND],
  ['revokeInvitation', REVOKE],
])('%s', (_name, operation) => {
  it('refuses all but facilitators of its community, as if it were not there', async () => {
    const [sent] = await g.invite('neon', mailbox(`own.${_name}`));
    expect((await g.api.ask(Viewer.anonymous, operation, { id: sent?.id })).code).toBe('UNAUTHENTICATED');
    const answers = [];
    for (const viewer of [await g.api.person('Out'), g.elsewhere, g.member, g.staff]) {
      for (const id of [sent?.id, v7()]) answers.push(await g.api.ask(viewer, operation, { id }));
    }
    expect(answers.map(({ code }) => code)).toEqual(Array<string>(8).fill('NOT_FOUND'));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await g.api.ask(g.fay, operation, { id: 'x' })).fields).toEqual({ invitationId: 'Must be an id.' });
  });
});

describe('resendInvitation', () => {
  it('makes a new link for its whole time, also of an expired one', async () => {
    const former = await g.link('neon', mailbox('late'));
    await g.sql(`UPDATE invitations SET expires_at = now(), sent_at = now() - interval '14 days' WHERE email = $1`, [
      mailbox('late'),
    ]);
    const listed = await g.api.ask<{ community: { invitations: { edges: { node: Sent }[] } } }>(g.fay, LIST, {
      slug: 'neon',
    });
    const late = listed.data?.community.invitations.edges.find(({ node }) => node.email === mailbox('late'))?.node;
    expect(late?.status).toBe('EXPIRED');
    const { data } = await g.api.ask<{ resendInvitation: Sent }>(g.fay, RESEND, { id: late?.id });
    expect(data?.resendInvitation).toMatchObject({ id: late?.id, status: 'WAITING' });
    expect((await g.api.ask(Viewer.anonymous, OFFER, { token: former })).code).toBe('BAD_USER_INPUT');
    expect(
      (await g.api.ask(Viewer.anonymous, OFFER, { token: await g.tokenTo(mailbox('late')) })).code,
    ).toBeUndefined();
    expect(await g.notes('invitation-resent')).toBe(1);
  });

  it('revives nothing that ended', async () => {
    const [sent] = await g.invite('neon', mailbox('ended'));
    await g.api.ask(g.fay, REVOKE, { id: sent?.id });
    expect(await g.api.ask(g.fay, RESEND, { id: sent?.id })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { invitationId: expect.any(String) },
    });
  });
});

describe('revokeInvitation', () => {
  it('kills the link and calls the message back; repeating changes nothing', async () => {
    const [sent] = await g.invite('neon', mailbox('back'));
    const token = await g.tokenTo(mailbox('back'));
    for (let time = 0; time < 2; time += 1) {
      const { data } = await g.api.ask<{ revokeInvitation: Sent }>(g.fay, REVOKE, { id: sent?.id });
      expect(data?.revokeInvitation.status).toBe('REVOKED');
    }
    expect(await g.mailsTo(mailbox('back'))).toEqual([]);
    expect(await g.notes('invitation-revoked')).toBe(2); // this one and the one above
    const guest = await g.owner(mailbox('back'));
    expect((await g.api.ask(guest, ACCEPT, { token })).code).toBe('BAD_USER_INPUT');
    expect(await g.roleIn(guest, 'neon')).toBeNull();
    // The address may be invited anew, as another invitation.
    expect((await g.invite('neon', mailbox('back')))[0]?.id).not.toBe(sent?.id);
  });

  it('does not take back what was accepted', async () => {
    const guest = await g.owner(mailbox('in'));
    const [sent] = await g.invite('neon', mailbox('in'));
    await g.api.ask(guest, ACCEPT, { token: await g.tokenTo(mailbox('in')) });
    expect((await g.api.ask(g.fay, REVOKE, { id: sent?.id })).fields).toEqual({ invitationId: expect.any(String) });
  });
});

describe('Community.invitations', () => {
  it('is null for all but facilitators', async () => {
    for (const viewer of [Viewer.anonymous, await g.api.person('Out'), g.member, g.elsewhere, g.staff]) {
      const { data } = await g.api.ask(viewer, LIST, { slug: 'neon' });
      expect(data).toEqual({ community: { viewerCan: { invite: false }, invitations: null } });
    }
  });

  it('walks on, newest first, in a fixed number of statements', async () => {
    await g.sql(`UPDATE communities SET join_policy = 'OPEN' WHERE slug = 'netlife'`);
    for (let n = 0; n < 5; n += 1) await g.invite('netlife', mailbox(`walk${n}`));
    const seen: string[] = [];
    let after: string | null = null;
    const counts = new Set<number>();
    do {
      const answer: { data: unknown; statements: number } = await g.api.ask(g.fay, LIST, {
        slug: 'netlife',
        first: 2,
        after,
      });
      const { invitations } = (answer.data as { community: { invitations: Page } }).community;
      counts.add(answer.statements);
      seen.push(...invitations.edges.map(({ node }) => node.email));
      after = invitations.pageInfo.hasNextPage ? invitations.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([4, 3, 2, 1, 0].map((n) => mailbox(`walk${n}`)));
    expect(Math.max(...counts)).toBeLessThanOrEqual(5);
  });

  it('needs no more statements for thirty communities than for one', async () => {
    const many = `query ($first: Int) { communities(first: $first) { edges { node { invitations(first: 3) { edges { node { email invitedBy { name } } } } } } } }`;
    const one = await g.api.ask(g.fay, many, { first: 1 });
    const all = await g.api.ask(g.fay, many, { first: 30 });
    expect(all.statements).toBeLessThanOrEqual(5);
    expect(one.statements).toBeLessThanOrEqual(all.statements);
  });

  it.each([
    'x',
    encodeCursor(['2026-11-21T22:05:56Z']),
    encodeCursor(['now', v7()]),
    encodeCursor(['2026-11-21T22:05:56Z', 'x']),
  ])('refuses the cursor %j', async (after) => {
    expect((await g.api.ask(g.fay, LIST, { slug: 'neon', after })).fields).toEqual({ after: expect.any(String) });
  });

  interface Page {
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: { node: Sent }[];
  }
});

describe('what is left of invitations', () => {
  it('goes 90 days after their end', async () => {
    const kept = await g.invite('neon', mailbox('keep1'), mailbox('keep2'), mailbox('keep3'));
    const gone = await g.invite('neon', mailbox('sweep1'), mailbox('sweep2'), mailbox('sweep3'));
    for (const [{ id } = { id: '' }, end] of [
      [gone[0], `expires_at = now() - interval '91 days'`],
      [gone[1], `revoked_at = now() - interval '91 days'`],
      [gone[2], `accepted_at = now() - interval '91 days', accepted_by = invited_by`],
      [kept[0], `expires_at = now() - interval '89 days'`],
      [kept[1], `revoked_at = now() - interval '89 days'`],
    ] as const)
      await g.sql(`UPDATE invitations SET ${end} WHERE id = $1`, [id]);
    await g.api.get(SweepInvitations).run();
    const ids = [...kept, ...gone].map(({ id }) => id);
    const left = await g.sql<{ id: string }>(`SELECT id FROM invitations WHERE id = ANY ($1::uuid[]) ORDER BY id`, [
      ids,
    ]);
    expect(left.map(({ id }) => id)).toEqual(kept.map(({ id }) => id).toSorted());
  });

  it('goes with the account that came in by it', async () => {
    const guest = await g.owner(mailbox('closing'));
    await g.api.ask(guest, ACCEPT, { token: await g.link('steam', mailbox('closing')) });
    const handler = g.api.get(ForgetInvitationsWhenAccountClosed);
    for (let time = 0; time < 2; time += 1) await handler.handle({ accountId: guest.accountId });
    expect(await g.sql(`SELECT 1 FROM invitations WHERE email = $1`, [mailbox('closing')])).toEqual([]);
  });
});
