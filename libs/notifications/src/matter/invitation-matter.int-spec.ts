import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { AddressConfirmed } from '#identity';
import { Database, statement } from '#platform/database';
import { Outbox } from '#platform/events';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { mattersOf, readMatters, tellMatters } from '../testing/matters.js';
import { aScene, dropJobs, inboxOf, unreadOf, type Person, type Scene } from '../testing/test-api.js';
import { ForgetEndedInvitations } from './forget-ended-invitations.task.js';
import { InvitationMatter } from './invitation-matter.service.js';

const RULES = statement('test-invitation-rules', `UPDATE communities SET eligibility = $2 WHERE slug = $1`);
const END = statement('test-invitation-end', `UPDATE invitations SET expires_at = now() WHERE id = $1`);
const MOVE = statement(
  'test-invitation-move',
  `UPDATE accounts SET email = $2, email_verified_at = now() WHERE id = $1`,
);
const PROVE = statement('test-invitation-prove', `UPDATE accounts SET email_verified_at = now() WHERE id = $1`);
const CLEAN = statement('test-invitation-clean', `DELETE FROM notifications`);

let s: Scene;
let lead: Person;
let matter: InvitationMatter;
let communityId: string;

beforeAll(async () => {
  s = await aScene({ RATE_LIMITS: 'invite=1000/600,mail=1000/600' });
  matter = s.api.app.get(InvitationMatter, { strict: false });
  communityId = await s.api.community(s.hidden, 'PRIVATE');
  await s.api.db.run(RULES, [s.hidden, 'ANYONE']);
  lead = await s.api.person('Lead');
  await s.api.join(lead, s.hidden, 'FACILITATOR');
});
afterAll(() => s.api.close());
beforeEach(async () => {
  await s.api.db.run(CLEAN);
  await dropJobs(s.api);
});
afterEach(() => void jest.restoreAllMocks());

const addressOf = ({ accountId }: Person): string => `${accountId}@example.org`;
const invite = async (...emails: string[]): Promise<string[]> => {
  const { data, code, message } = await s.api.call(lead, 'inviteToCommunity', { slug: s.hidden, emails }, '{ id }');
  if (code !== undefined) throw new Error(`${code}: ${message}`);
  return (data as unknown as { inviteToCommunity: { id: string }[] }).inviteToCommunity.map(({ id }) => id);
};
const one = async (email: string): Promise<string> => (await invite(email))[0] ?? '';
const told = { kind: 'INVITATION', count: 1, detail: null, reason: 'INVITED', read: false };

describe('an invitation', () => {
  it('is told to the account that has proved the address, and to nobody else', async () => {
    const pat = await s.api.person('Pat');
    const unproved = await s.api.person('Unproved', { emailVerified: false });
    await invite(addressOf(pat).toUpperCase(), addressOf(unproved), 'nobody@guests.example.org', addressOf(s.ann));
    await tellMatters(s.api);
    expect(await mattersOf(s.api, pat)).toEqual([{ ...told, slug: s.hidden, actors: ['Lead'] }]);
    // Ann is a member already: she is invited to nothing, and whoever invites is not told that.
    for (const other of [unproved, s.ann, s.bob, s.stranger, s.other, lead])
      expect(await mattersOf(s.api, other)).toEqual([]);
  });

  it('names nobody where people identify themselves', async () => {
    await s.api.db.run(RULES, [s.hidden, 'SELF_IDENTIFIED']);
    const pat = await s.api.person('Pat');
    await one(addressOf(pat));
    await tellMatters(s.api);
    await s.api.db.run(RULES, [s.hidden, 'ANYONE']);
    expect(await mattersOf(s.api, pat)).toMatchObject([{ actors: [] }]);
  });

  it('is one, however often it is sent and told; sent again it is new', async () => {
    const pat = await s.api.person('Pat');
    const id = await one(addressOf(pat));
    await tellMatters(s.api);
    await readMatters(s.api, pat);
    await Promise.all(Array.from({ length: 10 }, () => matter.refresh(id, communityId)));
    expect(await mattersOf(s.api, pat)).toMatchObject([{ read: true }]);
    expect(await one(addressOf(pat))).toBe(id);
    await tellMatters(s.api);
    expect(await mattersOf(s.api, pat)).toMatchObject([{ read: false }]);
    await readMatters(s.api, pat);
    expect((await s.api.call(lead, 'resendInvitation', { invitationId: id }, '{ id }')).code).toBeUndefined();
    await tellMatters(s.api);
    expect(await mattersOf(s.api, pat)).toMatchObject([{ read: false }]);
  });

  it('is gone when it was accepted, and the role that comes with it is no news', async () => {
    const pat = await s.api.person('Pat');
    const id = await one(addressOf(pat));
    await tellMatters(s.api);
    const accept = `mutation ($id: ID!) { acceptOwnInvitation(invitationId: $id) { slug } }`;
    expect((await s.api.ask(pat, accept, { id })).code).toBeUndefined();
    await tellMatters(s.api);
    expect(await mattersOf(s.api, pat)).toEqual([]);
  });

  it('is gone when it was taken back, also before it was told', async () => {
    for (const early of [true, false]) {
      const pat = await s.api.person('Pat');
      const id = await one(addressOf(pat));
      if (!early) await tellMatters(s.api);
      expect((await s.api.call(lead, 'revokeInvitation', { invitationId: id }, '{ id }')).code).toBeUndefined();
      await tellMatters(s.api);
      expect(await mattersOf(s.api, pat)).toEqual([]);
    }
  });

  it('is gone when the person came in by another door', async () => {
    const pat = await s.api.person('Pat');
    await one(addressOf(pat));
    await tellMatters(s.api);
    const staff = await s.api.person('Staff', { isStaff: true });
    await s.api.call(staff, 'appointFacilitator', { slug: s.hidden, accountId: pat.accountId }, '{ slug }');
    await tellMatters(s.api);
    expect((await mattersOf(s.api, pat)).map(({ kind }) => kind)).toEqual(['ROLE_CHANGED']);
  });

  it('is gone when it ran out', async () => {
    const ring = jest.spyOn(s.api.app.get(BellRinger, { strict: false }), 'ring').mockImplementation(() => undefined);
    const [pat, quinn] = [await s.api.person('Pat'), await s.api.person('Quinn')];
    const [id] = await invite(addressOf(pat), addressOf(quinn));
    await tellMatters(s.api);
    await s.api.db.run(END, [id]);
    ring.mockClear();
    const sweep = s.api.app.get(ForgetEndedInvitations, { strict: false });
    await sweep.run();
    expect(await mattersOf(s.api, pat)).toEqual([]);
    expect(await mattersOf(s.api, quinn)).toHaveLength(1);
    expect(ring.mock.calls.map(([accounts]) => [...accounts])).toEqual([[pat.accountId]]);
    await sweep.run();
    expect(await mattersOf(s.api, quinn)).toHaveLength(1);
  });

  it('stands in the inbox as long as it waits, also before it is swept away', async () => {
    const pat = await s.api.person('Pat');
    const id = await one(addressOf(pat));
    await tellMatters(s.api);
    const [found] = await inboxOf(s.api, pat);
    expect(found).toMatchObject({
      kind: 'INVITATION',
      reason: 'INVITED',
      actors: [{ name: 'Lead' }],
      community: { slug: s.hidden },
    });
    expect(found?.url).toContain(`/c/${s.hidden}`);
    expect(await unreadOf(s.api, pat)).toBe(1);
    await s.api.db.run(END, [id]);
    expect(await inboxOf(s.api, pat)).toEqual([]);
    expect(await unreadOf(s.api, pat)).toBe(0);
  });

  it('comes with the address: whoever proves it later is told, whoever gave it up no more', async () => {
    const db = s.api.app.get(Database, { strict: false });
    const outbox = s.api.app.get(Outbox, { strict: false });
    const confirmed = ({ accountId }: Person) => db.tx((tx) => outbox.record(tx, new AddressConfirmed(accountId)));
    const [pat, late] = [await s.api.person('Pat'), await s.api.person('Late', { emailVerified: false })];
    await invite(addressOf(pat), addressOf(late));
    await tellMatters(s.api);
    expect(await mattersOf(s.api, late)).toEqual([]);
    await s.api.db.run(PROVE, [late.accountId]);
    await confirmed(late);
    await s.api.db.run(MOVE, [pat.accountId, `${v7()}@elsewhere.example`]);
    await confirmed(pat);
    await tellMatters(s.api);
    expect(await mattersOf(s.api, late)).toHaveLength(1);
    expect(await mattersOf(s.api, pat)).toEqual([]);
  });

  it('that never was is told to nobody', async () => {
    await matter.refresh(v7(), communityId);
    expect(await s.api.db.run(statement('test-invitation-none', `SELECT 1 FROM notifications`))).toEqual([]);
  });
});
