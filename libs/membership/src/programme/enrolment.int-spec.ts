import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressOf, GEN, RosterScene, TAM, type Somebody } from '../testing/roster-scene.js';
import { CatchUpWithRosters } from './catch-up-with-rosters.task.js';
import { EnrolWhenAddressConfirmed } from './enrol-when-address-confirmed.handler.js';
import { EnrolWhenCommunityChanged } from './enrol-when-community-changed.handler.js';
import { ForgetRosterWhenAccountClosed } from './forget-roster-when-account-closed.handler.js';

let r: RosterScene;

beforeAll(async () => {
  r = await RosterScene.start();
});
afterAll(() => r.api.close());

describe('an address that is confirmed later', () => {
  const confirm = (who: Somebody) => r.api.get(EnrolWhenAddressConfirmed).handle({ accountId: who.accountId });
  const verify = ({ accountId }: Somebody) =>
    r.sql(`UPDATE accounts SET email_verified_at = now() WHERE id = $1`, [accountId]);

  it('enrols its account on every roster that it is on, however often the job runs', async () => {
    const who = await r.api.person('Una', { emailVerified: false });
    await r.set(TAM, [addressOf(who)]);
    await r.set(GEN, [addressOf(who)]);
    await confirm(who);
    expect(await r.heldBy(who, r.tam.id)).toBeNull();
    await verify(who);
    await Promise.all([confirm(who), confirm(who)]);
    expect([await r.heldBy(who, r.tam.id), await r.heldBy(who, r.gen.id)]).toEqual([[TAM], [GEN]]);
    expect((await r.set(TAM, [addressOf(who)])).rows).toEqual([{ email: addressOf(who), fate: 'ALREADY_THERE' }]);
    const told = (await r.jobs<{ accountId: string }>('tell-when-member-enrolled')).filter(
      ({ accountId }) => accountId === who.accountId,
    );
    expect(told).toHaveLength(2);
  });

  it('stays with the account that moves to another address, and a second address holds as well', async () => {
    const who = await r.api.person('Mo');
    const [former, next] = [addressOf(who), `mo.${who.accountId}@example.org`];
    await r.set(TAM, [former]);
    await r.sql(`UPDATE accounts SET email = $2 WHERE id = $1`, [who.accountId, next]);
    await confirm(who);
    expect((await r.set(TAM, [former])).rows).toEqual([{ email: former, fate: 'ALREADY_THERE' }]);
    // Whoever gets the former address afterwards is somebody else.
    const heir = await r.api.person('Heir');
    await r.sql(`UPDATE accounts SET email = $2 WHERE id = $1`, [heir.accountId, former]);
    await confirm(heir);
    expect(await r.heldBy(heir, r.tam.id)).toBeNull();

    expect((await r.set(TAM, [former, next])).rows).toEqual([
      { email: former, fate: 'ALREADY_THERE' },
      { email: next, fate: 'ALREADY_THERE' },
    ]);
    expect(await r.set(TAM, [next])).toMatchObject({ released: 1, unchanged: 1 });
    expect(await r.heldBy(who, r.tam.id)).toEqual([TAM]);
    await r.set(TAM, []);
    expect(await r.heldBy(who, r.tam.id)).toEqual([]);
  });

  it('is never missed between a roster that is being set and the job', async () => {
    for (let time = 0; time < 6; time += 1) {
      const who = await r.api.person('Rae', { emailVerified: false });
      await Promise.all([r.set(TAM, [addressOf(who)]), verify(who).then(() => confirm(who))]);
      expect(await r.heldBy(who, r.tam.id)).toEqual([TAM]);
    }
    await r.set(TAM, []);
  });
});

describe('a suspended account', () => {
  it('is enrolled once it is open again', async () => {
    const who = await r.api.person('Sue');
    const suspend = (until: string) =>
      r.sql(`UPDATE accounts SET suspended_until = ${until}, suspension_reason = 'x' WHERE id = $1`, [who.accountId]);
    await suspend(`now() + interval '1 day'`);
    expect((await r.set(TAM, [addressOf(who)])).rows).toEqual([{ email: addressOf(who), fate: 'WAITS_FOR_ACCOUNT' }]);
    await r.api.get(CatchUpWithRosters).run();
    expect(await r.heldBy(who, r.tam.id)).toBeNull();
    await suspend(`now() - interval '1 second'`);
    await r.api.get(CatchUpWithRosters).run();
    expect(await r.heldBy(who, r.tam.id)).toEqual([TAM]);
    await r.set(TAM, []);
  });
});

describe('an account that was suspended when a community began to take its roster', () => {
  it('is enrolled there once it is open again', async () => {
    const who = await r.api.person('Sid');
    await r.set(TAM, [addressOf(who)]);
    const [steam] = await r.sql<{ id: string }>(`SELECT id FROM communities WHERE slug = 'steam'`);
    const id = steam?.id ?? '';
    const suspend = (until: string) =>
      r.sql(`UPDATE accounts SET suspended_until = ${until}, suspension_reason = 'x' WHERE id = $1`, [who.accountId]);
    await suspend(`now() + interval '1 day'`);
    await r.sql(`UPDATE communities SET enrolled_programmes = '{${TAM}}' WHERE id = $1`, [id]);
    await r.api.get(EnrolWhenCommunityChanged).handle({ communityId: id });
    await r.api.get(CatchUpWithRosters).run();
    expect(await r.heldBy(who, id)).toBeNull();
    await suspend(`now() - interval '1 second'`);
    for (let time = 0; time < 2; time += 1) await r.api.get(CatchUpWithRosters).run();
    expect([await r.heldBy(who, id), await r.heldBy(who, r.tam.id)]).toEqual([[TAM], [TAM]]);
    await r.sql(`UPDATE communities SET enrolled_programmes = '{}' WHERE id = $1`, [id]);
    await r.set(TAM, []);
  });
});

describe('a closed account', () => {
  it('stands on no roster; its address waits for another', async () => {
    const who = await r.api.person('Cleo');
    await r.set(TAM, [addressOf(who)]);
    await r.sql(
      `UPDATE accounts SET name = 'Former member', email = NULL, password_hash = NULL, closed_at = now() WHERE id = $1`,
      [who.accountId],
    );
    const handler = r.api.get(ForgetRosterWhenAccountClosed);
    for (let time = 0; time < 2; time += 1) await handler.handle({ accountId: who.accountId });
    const rows = await r.sql(`SELECT email, account_id FROM roster_entries WHERE programme = $1`, [TAM]);
    expect(rows).toEqual([{ email: addressOf(who), account_id: null }]);
    await r.set(TAM, []);
  });
});

describe('a community whose rule changes', () => {
  const settle = (communityId: string) => r.api.get(EnrolWhenCommunityChanged).handle({ communityId });
  const rule = (slug: string, change: string) => r.sql(`UPDATE communities SET ${change} WHERE slug = $1`, [slug]);

  it('takes the roster of a programme that it names, and lets go when it names it no more', async () => {
    const who = await r.api.person('Ruth');
    await r.set(TAM, [addressOf(who)]);
    const [steam] = await r.sql<{ id: string }>(`SELECT id FROM communities WHERE slug = 'steam'`);
    const id = steam?.id ?? '';
    await rule('steam', `enrolled_programmes = '{${TAM}}'`);
    await Promise.all([settle(id), settle(id)]);
    expect(await r.heldBy(who, id)).toEqual([TAM]);
    expect((await r.set(TAM, [addressOf(who)])).programme.communities).toHaveLength(2);
    await rule('steam', `enrolled_programmes = '{}'`);
    await settle(id);
    expect(await r.heldBy(who, id)).toEqual([]);
    expect(await r.heldBy(who, r.tam.id)).toEqual([TAM]);
    await r.set(TAM, []);
  });

  it('lets go whoever a programme held when it becomes one of those who identify themselves', async () => {
    const who = await r.api.person('Ivy');
    await rule('steam', `enrolled_programmes = '{${TAM}}'`);
    await r.set(TAM, [addressOf(who)]);
    const [steam] = await r.sql<{ id: string }>(`SELECT id FROM communities WHERE slug = 'steam'`);
    const id = steam?.id ?? '';
    expect(await r.heldBy(who, id)).toEqual([TAM]);
    const become = (enrolledProgrammes: string[] | null) =>
      r.api.ask(
        r.staff,
        `mutation ($programmes: [String!]) { changeCommunityRules(input: { slug: "steam", visibility: PRIVATE,
           joinPolicy: APPLICATION, eligibility: SELF_IDENTIFIED, enrolledProgrammes: $programmes }) { id } }`,
        { programmes: enrolledProgrammes },
      );
    expect(Object.keys((await become(null)).fields ?? {})).toEqual(['enrolledProgrammes']);
    expect((await become([])).code).toBeUndefined();
    await settle(id);
    expect(await r.heldBy(who, id)).toEqual([]);
    await rule('steam', `visibility = 'PUBLIC', join_policy = 'OPEN', eligibility = 'ANYONE'`);
    await r.set(TAM, []);
  });

  it('releases also what a rule from before still names there', async () => {
    const who = await r.api.person('Old');
    await rule('steam', `enrolled_programmes = '{${TAM}}'`);
    await r.set(TAM, [addressOf(who)]);
    const [steam] = await r.sql<{ id: string }>(`SELECT id FROM communities WHERE slug = 'steam'`);
    await rule('steam', `visibility = 'PRIVATE', join_policy = 'APPLICATION', eligibility = 'SELF_IDENTIFIED'`);
    await settle(steam?.id ?? '');
    expect(await r.heldBy(who, steam?.id ?? '')).toEqual([]);
    await rule(
      'steam',
      `visibility = 'PUBLIC', join_policy = 'OPEN', eligibility = 'ANYONE', enrolled_programmes = '{}'`,
    );
    await r.set(TAM, []);
  });

  it('enrols nobody while it is archived, and whoever was added meanwhile when it is revived', async () => {
    const [ann, bob] = [await r.api.person('Ann'), await r.api.person('Bob')];
    await r.set(TAM, [addressOf(ann)]);
    await rule('steam', `enrolled_programmes = '{${TAM}}'`);
    await rule(r.tam.slug, `status = 'ARCHIVED'`);
    await r.set(TAM, [ann, bob].map(addressOf));
    await settle(r.tam.id);
    expect([await r.heldBy(ann, r.tam.id), await r.heldBy(bob, r.tam.id)]).toEqual([[TAM], null]);
    await rule(r.tam.slug, `status = 'OPERATIONAL'`);
    await settle(r.tam.id);
    expect(await r.heldBy(bob, r.tam.id)).toEqual([TAM]);
    await rule('steam', `enrolled_programmes = '{}'`);
    await r.set(TAM, []);
  });

  it('puts nobody where one says for oneself what one is', async () => {
    const who = await r.api.person('Ida');
    await rule('indigenous-practitioners', `enrolled_programmes = '{${TAM}}'`);
    await r.set(TAM, [addressOf(who)]);
    expect(await r.heldBy(who, r.tam.id)).toEqual([TAM]);
    const [hidden] = await r.sql<{ id: string }>(`SELECT id FROM communities WHERE slug = 'indigenous-practitioners'`);
    await settle(hidden?.id ?? '');
    expect(await r.heldBy(who, hidden?.id ?? '')).toBeNull();
    await rule('indigenous-practitioners', `enrolled_programmes = '{}'`);
    await r.set(TAM, []);
  });
});
