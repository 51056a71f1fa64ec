import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountClosed, Viewer } from '#identity';
import { Database, statement } from '#platform/database';
import { Outbox } from '#platform/events';
import { addressMarkOf, MailRefusalsDoubted, MailRefused } from '#platform/mail';
import { aScene, deliver, dropJobs, refusal, type Person, type Scene } from '../testing/test-api.js';
import { dial } from '../testing/mail.js';

const ALL = '{ digestHour digestWeekday digestStopped timeZone nextDigestAt refusedEmail refusedAt }';
const EMAIL = statement('test-settings-email', `UPDATE accounts SET email = $2 WHERE id = $1`);
const ROWS = statement('test-settings-rows', `SELECT account_id FROM mail_settings WHERE account_id = $1`);
const LAST = statement(
  'test-settings-last',
  `UPDATE mail_settings SET last_daily_at = now() - interval '13 hours', last_weekly_at = now() - interval '13 hours' WHERE account_id = $1`,
);

const DOUBTED = statement(
  'test-settings-doubted',
  `INSERT INTO outgoing_mails (id, message_id, state, refused_at, refusal_doubted) VALUES ($1, 'doubted', 'failed', now(), true)`,
);
const UNDOUBTED = statement('test-settings-undoubted', `DELETE FROM outgoing_mails WHERE id = $1`);

interface Settings {
  readonly digestHour: number;
  readonly digestWeekday: number;
  readonly digestStopped: boolean;
  readonly timeZone: string;
  readonly nextDigestAt: string | null;
  readonly refusedEmail: string | null;
  readonly refusedAt: string | null;
}

describe('mail settings', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await aScene();
  });
  afterAll(async () => scene.api.close());

  const own = (person: Person) => scene.api.get<Settings>(person, `{ mailSettings ${ALL} }`);
  const set = (person: Viewer, input: object) => scene.api.call(person, 'setMailSettings', input, ALL);
  const zone = (person: Viewer, timeZone: unknown) =>
    scene.api.ask(person, `mutation ($z: String!) { noteDeviceTimeZone(timeZone: $z) ${ALL} }`, { z: timeZone });

  it('are nobody’s who is not signed in', async () => {
    const { api } = scene;
    const nobody = Viewer.anonymous;
    expect((await api.ask(nobody, `{ mailSettings ${ALL} }`)).code).toBe('UNAUTHENTICATED');
    expect((await set(nobody, { digestHour: 3 })).code).toBe('UNAUTHENTICATED');
    expect((await zone(nobody, 'Europe/Paris')).code).toBe('UNAUTHENTICATED');
    expect((await api.ask(nobody, `mutation { resumeMail ${ALL} }`)).code).toBe('UNAUTHENTICATED');
    const unproved = await api.person('Unproved', { emailVerified: false });
    expect((await api.ask(unproved, `{ mailSettings ${ALL} }`)).code).toBe('FORBIDDEN');
  });

  it('name each field that is wrong', async () => {
    const { ann } = scene;
    expect(refusal(await set(ann, { digestHour: 24, digestWeekday: 0 }))).toEqual([
      'BAD_USER_INPUT',
      ['digestHour', 'digestWeekday'],
    ]);
    expect(refusal(await set(ann, { digestHour: -1, digestWeekday: 8 }))).toEqual([
      'BAD_USER_INPUT',
      ['digestHour', 'digestWeekday'],
    ]);
    for (const bad of ['', 'Mars/Olympus_Mons', 'EST5EDT; DROP TABLE', '../etc/passwd', 'a'.repeat(65)])
      expect([bad, refusal(await zone(ann, bad))]).toEqual([bad, ['BAD_USER_INPUT', ['timeZone']]]);
  });

  it('are there for everybody who looks, and change for oneself alone', async () => {
    const { ann, bob, stranger } = scene;
    const atFirst = { digestHour: 7, digestWeekday: 1, digestStopped: false, timeZone: 'UTC', refusedEmail: null };
    expect(await own(stranger)).toMatchObject({ ...atFirst, nextDigestAt: null });
    expect(await own(ann)).toMatchObject(atFirst);
    const { data } = await set(ann, { digestHour: 18, digestWeekday: 5 });
    expect(data?.['setMailSettings']).toMatchObject({ digestHour: 18, digestWeekday: 5 });
    expect((await set(ann, { digestHour: 9 })).data?.['setMailSettings']).toMatchObject({
      digestHour: 9,
      digestWeekday: 5,
    });
    expect(await own(bob)).toMatchObject(atFirst);
  });

  it('say when the next digest may come', async () => {
    const { api, ann, open, hidden } = scene;
    await set(ann, { digestHour: new Date(Date.now() + 2 * 3_600_000).getUTCHours(), digestWeekday: 3 });
    await api.db.run(LAST, [ann.accountId]);
    const soon = await own(ann);
    const wait = Date.parse(soon.nextDigestAt ?? '') - Date.now();
    expect([wait > 3_600_000, wait <= 2 * 3_600_000]).toEqual([true, true]);
    for (const slug of [open, hidden]) await dial(api, ann, slug, 'WEEKLY');
    const weekly = new Date((await own(ann)).nextDigestAt ?? '');
    expect([weekly.getUTCDay(), weekly.getUTCMinutes()]).toEqual([3, 0]);
    for (const slug of [open, hidden]) await dial(api, ann, slug, 'MENTIONS');
    expect((await own(ann)).nextDigestAt).toBeNull();
    await dial(api, ann, open, 'DAILY');
    expect((await own(ann)).nextDigestAt).not.toBeNull();
    await set(ann, { digestStopped: true });
    expect(await own(ann)).toMatchObject({ digestStopped: true, nextDigestAt: null });
    await set(ann, { digestStopped: false });
    expect((await own(ann)).nextDigestAt).not.toBeNull();
  });

  it('reckon by the device’s zone until one is chosen', async () => {
    const { api, bob } = scene;
    expect((await zone(bob, 'America/Toronto')).data?.['noteDeviceTimeZone']).toMatchObject({
      timeZone: 'America/Toronto',
    });
    await api.get(bob, 'mutation { updateSettings(input: { timeZone: "Europe/Paris" }) { id } }');
    expect((await zone(bob, 'America/Toronto')).data?.['noteDeviceTimeZone']).toMatchObject({
      timeZone: 'Europe/Paris',
    });
  });

  it('go with the account', async () => {
    const { api, stranger } = scene;
    await own(stranger);
    const event = new AccountClosed(stranger.accountId);
    await dropJobs(api);
    await api.db.tx((tx) => api.app.get(Outbox, { strict: false }).record(tx, event));
    await deliver(api, { only: /^forget-mail-settings/ });
    expect(await api.db.run(ROWS, [stranger.accountId])).toEqual([]);
  });

  describe('where mail was refused', () => {
    const mailId = '01920000-0000-7000-8000-00000000abcd';
    const refuse = async (person: Person, address: string) => {
      const { api } = scene;
      await dropJobs(api);
      const event = new MailRefused(mailId, person.accountId, addressMarkOf(mailId, address));
      await api.app
        .get(Database, { strict: false })
        .tx((tx) => api.app.get(Outbox, { strict: false }).record(tx, event));
      await deliver(api, { only: /mail-refused/ });
    };

    it('tell its owner, until it works again or is another', async () => {
      const { api, bob } = scene;
      const address = `${bob.accountId}@example.org`;
      await refuse(bob, address.toUpperCase());
      const refused = await own(bob);
      expect(refused).toMatchObject({ refusedEmail: address, nextDigestAt: null });
      expect(refused.refusedAt).not.toBeNull();
      expect(await own(scene.ann)).toMatchObject({ refusedEmail: null });
      expect(await api.get<Settings>(bob, `mutation { resumeMail ${ALL} }`)).toMatchObject({
        refusedEmail: null,
        refusedAt: null,
      });
      await refuse(bob, address);
      await api.db.run(EMAIL, [bob.accountId, `other-${address}`]);
      expect(await own(bob)).toMatchObject({ refusedEmail: null, refusedAt: null });
      await api.db.run(EMAIL, [bob.accountId, address]);
      await api.get(bob, `mutation { resumeMail ${ALL} }`);
    });

    it('are trusted again where so many were refused that it is because of us', async () => {
      const { api, ann, bob } = scene;
      await refuse(ann, `${ann.accountId}@example.org`);
      const before = (await own(ann)).refusedAt ?? '';
      await refuse(bob, `${bob.accountId}@example.org`);
      const since = (await own(bob)).refusedAt ?? '';
      const ids = [ann.accountId, bob.accountId];
      await dropJobs(api);
      await api.db.tx((tx) => api.app.get(Outbox, { strict: false }).record(tx, new MailRefusalsDoubted(ids, since)));
      await deliver(api, { only: /^trust-addresses/ });
      expect(await own(bob)).toMatchObject({ refusedEmail: null, refusedAt: null });
      expect(await own(ann)).toMatchObject({ refusedAt: before });
      await api.get(ann, `mutation { resumeMail ${ALL} }`);
    });

    it('are not noted any more once they are doubted', async () => {
      const { api, bob } = scene;
      await api.db.run(DOUBTED, [mailId]);
      await refuse(bob, `${bob.accountId}@example.org`);
      await api.db.run(UNDOUBTED, [mailId]);
      expect(await own(bob)).toMatchObject({ refusedEmail: null });
    });

    it('leave an address alone to which that message did not go', async () => {
      const { bob } = scene;
      await refuse(bob, 'mistyped@example.org');
      expect(await own(bob)).toMatchObject({ refusedEmail: null });
    });
  });
});
