import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '#contracts';
import { addressOf, GEN, RosterScene, SET, TAM } from '../testing/roster-scene.js';
import { TellWhenMemberEnrolled } from './tell-when-member-enrolled.handler.js';
import { TellWhenMemberReleased } from './tell-when-member-released.handler.js';

const LEAVE = `mutation ($slug: String!) { leaveCommunity(input: { slug: $slug }) { slug viewerRole } }`;

let r: RosterScene;

beforeAll(async () => {
  r = await RosterScene.start();
});
afterAll(() => r.api.close());

describe('setRoster', () => {
  it.each<[string, object, string[]]>([
    ['a malformed programme', { programme: 'TAM' }, ['programme']],
    ['an unknown programme', { programme: 'no-such' }, ['programme']],
    ['too many', { emails: Array.from({ length: LIMITS.rosterEmails + 1 }, (_, n) => `a${n}@b.org`) }, ['emails']],
    ['rows that are no addresses', { emails: ['a@b.org', '', '=1+1', 'b@b'] }, ['emails.1', 'emails.2', 'emails.3']],
  ])('refuses %s', async (_what, wrong, fields) => {
    const answer = await r.api.ask(r.staff, SET, { programme: TAM, emails: [], ...wrong });
    expect([answer.code, Object.keys(answer.fields ?? {})]).toEqual(['BAD_USER_INPUT', fields]);
  });

  it('names 500 bad rows of 5,000, and then does nothing', async () => {
    const who = await r.api.person('Good');
    const emails = Array.from({ length: 5_000 }, (_, n) => (n % 10 === 3 ? `bad ${n}` : `good${n}@example.com`));
    emails[0] = addressOf(who);
    const { code, fields } = await r.api.ask(r.staff, SET, { programme: TAM, emails });
    expect(code).toBe('BAD_USER_INPUT');
    expect(Object.keys(fields ?? {})).toEqual(Array.from({ length: 500 }, (_, n) => `emails.${n * 10 + 3}`));
    expect(await r.sql(`SELECT 1 FROM roster_entries`)).toEqual([]);
    expect(await r.heldBy(who, r.tam.id)).toBeNull();
  });

  it('enrols at once, lets others wait, changes nothing twice, and releases', async () => {
    const [ann, bob] = [await r.api.person('Ann'), await r.api.person('Bob', { language: 'FR' })];
    const unconfirmed = await r.api.person('Una', { emailVerified: false });
    const before = await r.counted(r.tam.id);
    const first = await r.set(TAM, [
      addressOf(ann).toUpperCase(),
      addressOf(unconfirmed),
      ` ${addressOf(ann)} `,
      addressOf(bob),
    ]);
    expect(first).toEqual({
      enrolled: 2,
      waiting: 1,
      unchanged: 0,
      released: 0,
      rows: [
        { email: addressOf(ann), fate: 'ENROLLED' },
        { email: addressOf(unconfirmed), fate: 'WAITS_FOR_ACCOUNT' },
        { email: addressOf(bob), fate: 'ENROLLED' },
      ],
      programme: { slug: TAM, size: 3, communities: [{ slug: r.tam.slug }] },
    });
    expect(await r.heldBy(ann, r.tam.id)).toEqual([TAM]);
    expect(await r.heldBy(unconfirmed, r.tam.id)).toBeNull();
    expect(await r.counted(r.tam.id)).toEqual({ rows: before.rows + 2, counter: before.counter + 2 });
    expect(await r.api.ask(ann, LEAVE, { slug: r.tam.slug })).toMatchObject({ code: 'FORBIDDEN' });

    const second = await r.set(TAM, [addressOf(bob), addressOf(unconfirmed)]);
    expect(second).toMatchObject({ enrolled: 0, waiting: 1, unchanged: 1, released: 1, programme: { size: 2 } });
    expect(second.rows).toEqual([
      { email: addressOf(bob), fate: 'ALREADY_THERE' },
      { email: addressOf(unconfirmed), fate: 'WAITS_FOR_ACCOUNT' },
      { email: addressOf(ann), fate: 'RELEASED' },
    ]);
    expect(await r.heldBy(ann, r.tam.id)).toEqual([]);
    expect((await r.api.ask(ann, LEAVE, { slug: r.tam.slug })).code).toBeUndefined();
    expect(await r.heldBy(ann, r.tam.id)).toBeNull();

    // Everybody off: an empty list is a roster as well.
    expect(await r.set(TAM, [])).toMatchObject({ enrolled: 0, waiting: 0, unchanged: 0, released: 2 });
    expect(await r.heldBy(bob, r.tam.id)).toEqual([]);
  });

  it('holds a membership that there was, and lets a removed person in again', async () => {
    const [member, removed] = [await r.api.person('Max'), await r.api.person('Rem')];
    await r.sql(
      `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, 'FACILITATOR', 'x')`,
      [r.tam.id, member.accountId],
    );
    await r.sql(`INSERT INTO removals (community_id, account_id, reason) VALUES ($1, $2, 'x')`, [
      r.tam.id,
      removed.accountId,
    ]);
    expect(await r.set(TAM, [member, removed].map(addressOf))).toMatchObject({ enrolled: 2 });
    const [row] = await r.sql<{ role: string }>(`SELECT role FROM memberships WHERE account_id = $1`, [
      member.accountId,
    ]);
    expect(row?.role).toBe('FACILITATOR');
    expect(await r.heldBy(removed, r.tam.id)).toEqual([TAM]);
    expect(await r.sql(`SELECT 1 FROM removals WHERE account_id = $1`, [removed.accountId])).toEqual([]);
  });

  it('tells the people by mail why, once, in their language, and the log by whom', async () => {
    const who = await r.api.person('Zoé', { language: 'FR' });
    await r.set(TAM, [addressOf(who)]);
    const enrolled = (await r.jobs<{ accountId: string }>('tell-when-member-enrolled')).findLast(
      ({ accountId }) => accountId === who.accountId,
    );
    expect(JSON.stringify(enrolled)).not.toContain('@');
    const tell = r.api.get(TellWhenMemberEnrolled);
    for (let time = 0; time < 2; time += 1) await tell.handle(enrolled as never);
    const [letter, ...more] = await r.lettersTo(who);
    expect(more).toEqual([]);
    expect(letter?.text).toContain(`Votre adresse figure sur la liste du programme «\u00a0${TAM}\u00a0»`);
    expect(letter?.text).toContain(`/c/${r.tam.slug}\n`);

    await r.set(TAM, []);
    const released = (await r.jobs<{ accountId: string }>('tell-when-member-released')).findLast(
      ({ accountId }) => accountId === who.accountId,
    );
    await r.api.get(TellWhenMemberReleased).handle(released as never);
    // Too late to say it: it is not so any more.
    await r.sql(`DELETE FROM outgoing_mails WHERE message_key LIKE 'enrolment/%' AND subject LIKE 'Vous êtes%'`);
    await tell.handle(enrolled as never);
    const [last, ...others] = await r.lettersTo(who);
    expect(others).toEqual([]);
    expect(last?.text).toContain('Vous en restez membre');

    const notes = await r.sql<{ row: string; actor: string; account: string }>(
      `SELECT a::text AS row, actor_account_id AS actor, account_id AS account FROM audit_entries a
       WHERE action = 'roster-applied' AND community_id = $1 ORDER BY id DESC LIMIT 2`,
      [r.tam.id],
    );
    expect(notes.map(({ actor }) => actor)).toEqual([r.staff.accountId, r.staff.accountId]);
    expect(notes[0]?.account).toBe(who.accountId);
    expect(JSON.stringify(notes)).not.toContain('@');
  });

  it('is noted each time, also when nothing happens to anybody at once', async () => {
    const notes = () =>
      r.sql<{ details: object }>(
        `SELECT actor_account_id AS actor, subject, community_id AS community, details FROM audit_entries
         WHERE action = 'roster-set' ORDER BY id DESC LIMIT 1`,
      );
    const note = { actor: r.staff.accountId, subject: GEN, community: null };
    await r.set(GEN, ['one@nobody.example.org', 'two@nobody.example.org']);
    expect(await notes()).toEqual([{ ...note, details: { programme: GEN, added: 2, dropped: 0 } }]);
    await r.set(GEN, ['two@nobody.example.org', 'three@nobody.example.org', 'four@nobody.example.org']);
    expect(await notes()).toEqual([{ ...note, details: { programme: GEN, added: 2, dropped: 1 } }]);
    await r.set(GEN, []);
    expect(await notes()).toEqual([{ ...note, details: { programme: GEN, added: 0, dropped: 3 } }]);
    await r.set(GEN, []);
    expect(await notes()).toEqual([{ ...note, details: { programme: GEN, added: 0, dropped: 0 } }]);
    expect(await r.sql(`SELECT 1 FROM audit_entries WHERE action = 'roster-set' AND subject = $1`, [GEN])).toHaveLength(
      4,
    );
  });

  it('does 5,000 rows, of which half have accounts, in one go', async () => {
    const emails = Array.from({ length: 5_000 }, (_, n) => `crowd${n}@example.com`);
    await r.sql(
      `INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at)
       SELECT gen_random_uuid(), 'C' || n, 'crowd' || n || '@example.com', 'none', 'EN', now()
       FROM generate_series(0, 4999, 2) AS n`,
    );
    const before = await r.counted(r.gen.id);
    const first = await r.set(GEN, emails);
    expect(first).toMatchObject({ enrolled: 2_500, waiting: 2_500, unchanged: 0, released: 0 });
    expect(first.rows).toHaveLength(5_000);
    expect(await r.counted(r.gen.id)).toEqual({ rows: before.rows + 2_500, counter: before.counter + 2_500 });
    const joined = await r.sql<{ count: string }>(
      `SELECT count(*) FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'tell-when-member-enrolled' AND payload ->> 'programme' = $1`,
      [GEN],
    );
    expect(joined[0]?.count).toBe('2500');
    expect(await r.set(GEN, emails)).toMatchObject({ enrolled: 0, waiting: 2_500, unchanged: 2_500 });
    expect(await r.set(GEN, emails.slice(0, 10))).toMatchObject({ waiting: 5, unchanged: 5, released: 4_990 });
    await r.set(GEN, []);
  }, 60_000);

  it('holds everybody who leaves at that moment, or lets them go before, and never half', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => r.api.person(`L${n}`)));
    for (const who of people)
      await r.sql(
        `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, 'MEMBER', 'x')`,
        [r.gen.id, who.accountId],
      );
    await r.sql(
      `INSERT INTO community_member_counts (community_id, members) VALUES ($1, $2)
       ON CONFLICT (community_id) DO UPDATE SET members = excluded.members`,
      [r.gen.id, (await r.counted(r.gen.id)).rows],
    );
    const [change] = await Promise.all([
      r.set(GEN, people.map(addressOf)),
      ...people.map((who) => r.api.ask(who, LEAVE, { slug: r.gen.slug })),
    ]);
    expect(change.enrolled).toBe(12);
    // Whoever was quicker is in again: the roster says who is a member.
    for (const who of people) expect(await r.heldBy(who, r.gen.id)).toEqual([GEN]);
    const { rows, counter } = await r.counted(r.gen.id);
    expect(counter).toBe(rows);
    await r.set(GEN, []);
  });

  it('ends as one list or the other when two are set at once', async () => {
    const [ann, bob] = [await r.api.person('Ann'), await r.api.person('Bob')];
    for (let time = 0; time < 4; time += 1) {
      await Promise.all([r.set(TAM, [addressOf(ann)]), r.set(TAM, [addressOf(bob)])]);
      const left = await r.sql<{ email: string }>(`SELECT email FROM roster_entries WHERE programme = $1`, [TAM]);
      expect(left).toHaveLength(1);
      const [inside, outside] = left[0]?.email === addressOf(ann) ? [ann, bob] : [bob, ann];
      expect(await r.heldBy(inside, r.tam.id)).toEqual([TAM]);
      expect((await r.heldBy(outside, r.tam.id)) ?? []).toEqual([]);
    }
  });

  it('takes nobody where all communities are archived, but may shrink', async () => {
    const [ann, bob] = [await r.api.person('Ann'), await r.api.person('Bob')];
    await r.set(TAM, [addressOf(ann)]);
    await r.sql(`UPDATE communities SET status = 'ARCHIVED' WHERE id = $1`, [r.tam.id]);
    const answer = await r.api.ask(r.staff, SET, { programme: TAM, emails: [ann, bob].map(addressOf) });
    expect(answer.fields).toEqual({ programme: expect.any(String) });
    expect(await r.set(TAM, [])).toMatchObject({ released: 1 });
    await r.sql(`UPDATE communities SET status = 'OPERATIONAL' WHERE id = $1`, [r.tam.id]);
  });
});
