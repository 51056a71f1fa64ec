import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCEPT, GuestScene, mailbox, type Somebody } from '../testing/guest-scene.js';

const REMOVE = `mutation ($accountId: ID!) {
  removeMember(input: { slug: "steam", accountId: $accountId, reason: "It is over." }) { id } }`;
const JOIN = `mutation { joinCommunity(input: { slug: "steam" }) { id } }`;

let g: GuestScene;

beforeAll(async () => {
  g = await GuestScene.start();
});
afterAll(() => g.api.close());

const remove = ({ accountId }: Somebody) => g.api.ask(g.fay, REMOVE, { accountId });
const statusOf = async (email: string): Promise<string | undefined> =>
  (
    await g.sql<{ status: string }>(
      `SELECT CASE WHEN accepted_at IS NOT NULL THEN 'ACCEPTED' WHEN revoked_at IS NOT NULL THEN 'REVOKED'
                   ELSE 'WAITING' END AS status FROM invitations WHERE email = $1 ORDER BY created_at DESC LIMIT 1`,
      [email],
    )
  )[0]?.status;

describe('a removal', () => {
  it('takes back the invitation that waits for the person there, its message too, and no other', async () => {
    const guest = await g.owner(mailbox('back'));
    await g.api.ask(guest, JOIN);
    const token = await g.link('steam', mailbox('BACK'));
    const elsewhere = await g.link('neon', mailbox('back'));
    await g.link('steam', mailbox('neighbour'));
    expect((await remove(guest)).code).toBeUndefined();
    expect(await statusOf(mailbox('BACK'))).toBe('REVOKED');
    expect(await g.mailsTo(mailbox('BACK'))).toEqual([]);
    expect(await statusOf(mailbox('neighbour'))).toBe('WAITING');
    expect((await g.api.ask(guest, ACCEPT, { token })).code).toBe('BAD_USER_INPUT');
    expect(await g.roleIn(guest, 'steam')).toBeNull();
    expect((await g.api.ask(guest, ACCEPT, { token: elsewhere })).code).toBeUndefined();
  });

  it('outlives a link that was sent before to another address, which the person has now', async () => {
    const guest = await g.owner(mailbox('first'));
    await g.api.ask(guest, JOIN);
    const token = await g.link('steam', mailbox('second'));
    await remove(guest);
    await g.sql(`UPDATE accounts SET email = $2 WHERE id = $1`, [guest.accountId, mailbox('second')]);
    const { code, message } = await g.api.ask(guest, ACCEPT, { token });
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('removed you')]);
    expect(await g.roleIn(guest, 'steam')).toBeNull();
    expect(await statusOf(mailbox('second'))).toBe('WAITING');
    // Who is invited again afterwards is let in again.
    const again = await g.link('steam', mailbox('second'));
    expect((await g.api.ask(guest, ACCEPT, { token: again })).code).toBeUndefined();
    expect(await g.roleIn(guest, 'steam')).toBe('MEMBER');
  });

  it('at the same moment as the link is used leaves the person out, or in by a link of before, and never half', async () => {
    for (let round = 0; round < 6; round += 1) {
      const email = mailbox(`moment${round}`);
      const guest = await g.owner(email);
      await g.api.ask(guest, JOIN);
      const token = await g.link('steam', email);
      const [accepted, removed] = await Promise.all([g.api.ask(guest, ACCEPT, { token }), remove(guest)]);
      expect(removed.code).toBeUndefined();
      expect([undefined, 'FORBIDDEN', 'BAD_USER_INPUT']).toContain(accepted.code);
      expect(await g.roleIn(guest, 'steam')).toBeNull();
      expect(await g.sql(`SELECT 1 FROM removals WHERE account_id = $1`, [guest.accountId])).toHaveLength(1);
    }
  });

  it('at the same moment as a click on “join” leaves the person out', async () => {
    for (let round = 0; round < 6; round += 1) {
      const guest = await g.owner(mailbox(`click${round}`));
      await g.api.ask(guest, JOIN);
      await Promise.all([g.api.ask(guest, JOIN), remove(guest)]);
      expect(await g.roleIn(guest, 'steam')).toBeNull();
    }
  });
});

describe('another door', () => {
  it('ends the invitation of whoever got in by it, and its message', async () => {
    const [guest, token] = [await g.owner(mailbox('other')), await g.link('steam', mailbox('other'))];
    expect((await g.api.ask(guest, JOIN)).code).toBeUndefined();
    expect([await statusOf(mailbox('other')), await g.mailsTo(mailbox('other'))]).toEqual(['REVOKED', []]);
    await g.sql(`DELETE FROM memberships WHERE account_id = $1`, [guest.accountId]);
    expect((await g.api.ask(guest, ACCEPT, { token })).code).toBe('BAD_USER_INPUT');
  });

  it('does not take the link back by which one comes in', async () => {
    const [guest, token] = [await g.owner(mailbox('same')), await g.link('steam', mailbox('same'))];
    expect((await g.api.ask(guest, ACCEPT, { token })).code).toBeUndefined();
    expect(await statusOf(mailbox('same'))).toBe('ACCEPTED');
  });
});
