import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { GuestScene, HIDDEN, INVITE, mailbox, OFFER, type Sent } from '../testing/guest-scene.js';

const RESEND = `mutation ($id: ID!) { resendInvitation(input: { invitationId: $id }) { id } }`;

let g: GuestScene;

beforeAll(async () => {
  g = await GuestScene.start();
});
afterAll(() => g.api.close());

describe('inviteToCommunity', () => {
  const given = { slug: 'steam', emails: [mailbox('nobody')] };

  it('refuses the stranger, the unconfirmed, the outsider, the g.member, the facilitator of another, and staff', async () => {
    const unconfirmed = await g.api.person('Una', { emailVerified: false });
    const codes = [];
    for (const viewer of [Viewer.anonymous, unconfirmed, await g.api.person('Out'), g.member, g.elsewhere, g.staff])
      codes.push((await g.api.ask(viewer, INVITE, given)).code);
    expect(codes).toEqual(['UNAUTHENTICATED', ...Array<string>(5).fill('FORBIDDEN')]);
    expect(await g.mailsTo(mailbox('nobody'))).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ['a malformed slug', { slug: 'Steam' }, ['slug']],
    ['nobody', { emails: [] }, ['emails']],
    ['51 people', { emails: Array.from({ length: 51 }, (_, n) => mailbox(`n${n}`)) }, ['emails']],
    ['two that are no addresses', { emails: ['x', mailbox('good'), 'a@b'] }, ['emails.0', 'emails.2']],
    ['a forged header', { emails: ['a@b.org\r\nBcc: c@d.org'] }, ['emails.0']],
    ['a long address', { emails: [`${'a'.repeat(64)}@${'b'.repeat(190)}.org`] }, ['emails.0']],
    ['a long message', { message: 'x'.repeat(1_001) }, ['message']],
    ['a message that cannot be stored', { message: 'nul \u0000' }, ['message']],
  ])('refuses %s', async (_what, wrong, fields) => {
    const answer = await g.api.ask(g.fay, INVITE, { ...given, ...wrong });
    expect([answer.code, Object.keys(answer.fields ?? {})]).toEqual(['BAD_USER_INPUT', fields]);
    expect(await g.mailsTo(mailbox('good'))).toEqual([]);
  });

  it('does not know what is not there, and invites to nothing that takes nobody', async () => {
    expect((await g.api.ask(g.fay, INVITE, { ...given, slug: 'none' })).code).toBe('NOT_FOUND');
    await g.seat(g.fay, 'solar-eclipse-2024', 'FACILITATOR');
    expect((await g.api.ask(g.fay, INVITE, { ...given, slug: 'solar-eclipse-2024' })).message).toMatch(/archived/);
    await g.sql(`UPDATE communities SET join_policy = 'CLOSED' WHERE slug = 'netlife'`);
    expect((await g.api.ask(g.fay, INVITE, { ...given, slug: 'netlife' })).code).toBe('FORBIDDEN');
  });

  it('mails each address once, in its reader’s language, and keeps no secret', async () => {
    await g.owner(mailbox('english'));
    const before = await g.notes('people-invited');
    const { data } = await g.api.ask<{ inviteToCommunity: Sent[] }>(g.fay, INVITE, {
      slug: 'steam',
      emails: [mailbox('unknown'), mailbox('english'), mailbox('Unknown').toUpperCase()],
      message: 'Bienvenue!\r\n\r\nSee https://evil.example <b>now</b>',
    });
    expect(data?.inviteToCommunity).toEqual([
      expect.objectContaining({ email: mailbox('unknown'), status: 'WAITING', invitedBy: { name: 'Fay' } }),
      expect.objectContaining({ email: mailbox('english'), status: 'WAITING' }),
    ]);
    const life = data?.inviteToCommunity.map(({ sentAt, expiresAt }) => Date.parse(expiresAt) - Date.parse(sentAt));
    expect(life).toEqual([14 * 86_400_000, 14 * 86_400_000]);
    // Both languages where nobody knows the reader's, that of the inviter first.
    const [french] = await g.mailsTo(mailbox('unknown'));
    expect(french?.subject).toBe('Invitation\u00a0: STIAM / Invitation: STEAM');
    expect(french?.text).toContain('Fay invites you to the community “STEAM”');
    expect(french?.text).toContain('Fay vous invite à faire partie de la communauté «\u00a0STIAM\u00a0»');
    const [english] = await g.mailsTo(mailbox('english'));
    expect(english?.subject).toBe('Invitation: STEAM');
    expect(english?.text).toContain('> Bienvenue!\n\n> See https evil. example b now b\n');
    expect(english?.html).not.toContain('<b>');
    const id = data?.inviteToCommunity[1]?.id ?? '';
    expect(english?.about).toEqual(expect.arrayContaining([`invitation:${id}`]));
    const token = await g.tokenTo(mailbox('english'));
    const rows = await g.sql<{ row: string }>(`SELECT i::text AS row FROM invitations i`);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    expect(await g.notes('people-invited')).toBe(before + 1);
    const [entry] = await g.sql<{ row: string }>(
      `SELECT a::text AS row FROM audit_entries a WHERE action = 'people-invited'`,
    );
    expect(entry?.row).not.toContain('@');
    const jobs = await g.sql<{ payload: unknown }>(`SELECT payload FROM graphile_worker._private_jobs`);
    expect(JSON.stringify(jobs)).not.toContain('@');
  });

  it('renews an open invitation: the former link dies, its message is called back', async () => {
    const [first] = await g.invite('neon', mailbox('again'));
    const former = await g.tokenTo(mailbox('again'));
    const [second] = await g.invite('neon', mailbox('AGAIN'));
    expect(second).toMatchObject({ id: first?.id, email: mailbox('again') });
    expect(await g.mailsTo(mailbox('again'))).toHaveLength(1);
    expect((await g.api.ask(Viewer.anonymous, OFFER, { token: former })).code).toBe('BAD_USER_INPUT');
    expect(
      (await g.api.ask(Viewer.anonymous, OFFER, { token: await g.tokenTo(mailbox('again')) })).code,
    ).toBeUndefined();
  });

  it('leaves one open invitation when many invite the same people at once', async () => {
    const emails = Array.from({ length: 5 }, (_, n) => mailbox(`race${n}`));
    await Promise.all([
      g.invite('neon', ...emails),
      g.invite('neon', ...emails.toReversed()),
      g.invite('neon', ...emails),
    ]);
    const [rows] = await g.sql<{ count: string }>(`SELECT count(*) FROM invitations WHERE email LIKE 'race%'`);
    expect(rows?.count).toBe('5');
    for (const email of emails) expect(await g.mailsTo(email)).toHaveLength(1);
  });

  it('names no inviter and no community on the outside where belonging is one’s own affair', async () => {
    const token = await g.link(HIDDEN, mailbox('kin'));
    const [mail] = await g.mailsTo(mailbox('kin'));
    expect(mail?.subject).toBe('Une invitation sur Copse / An invitation on Copse');
    expect(mail?.text).not.toContain('Fay');
    const { data } = await g.api.ask<{ invitation: { invitedBy: unknown } }>(Viewer.anonymous, OFFER, { token });
    expect(data?.invitation.invitedBy).toBeNull();
  });

  it('counts addresses, and takes nothing off for a batch that is refused', async () => {
    const busy = await g.api.person('Busy');
    await g.seat(busy, 'neon', 'FACILITATOR');
    const batch = (name: string, size: number) => ({
      slug: 'neon',
      emails: Array.from({ length: size }, (_, n) => mailbox(`${name}${n}`)),
    });
    expect((await g.api.ask(busy, INVITE, batch('a', 50))).code).toBeUndefined();
    expect((await g.api.ask(busy, INVITE, batch('b', 40))).code).toBeUndefined();
    expect((await g.api.ask(busy, INVITE, batch('c', 11))).code).toBe('RATE_LIMITED');
    expect((await g.api.ask(busy, INVITE, batch('d', 10))).code).toBeUndefined();
    expect((await g.api.ask(busy, INVITE, batch('e', 1))).code).toBe('RATE_LIMITED');
  });

  it('does not pour messages over one address', async () => {
    for (let time = 0; time < 5; time += 1) await g.invite('neon', mailbox('flood'));
    const [{ id } = { id: '' }] = await g.sql<{ id: string }>(`SELECT id FROM invitations WHERE email = $1`, [
      mailbox('flood'),
    ]);
    // Places are those of the list as it was sent, with what stands there twice.
    const emails = [mailbox('calm'), mailbox('CALM'), mailbox('flood')];
    const { code, fields } = await g.api.ask(g.fay, INVITE, { slug: 'neon', emails });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['emails.2']]);
    const resent = await g.api.ask(g.fay, RESEND, { id });
    expect([resent.code, Object.keys(resent.fields ?? {})]).toEqual(['BAD_USER_INPUT', ['invitationId']]);
    expect(await g.mailsTo(mailbox('calm'))).toEqual([]);
    // What was refused counted nothing for the others.
    for (let time = 0; time < 5; time += 1) await g.invite('neon', mailbox('calm'));
  });
});
