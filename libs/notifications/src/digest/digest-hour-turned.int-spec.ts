import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { aScene, type Person, type Scene } from '../testing/test-api.js';
import { MailSettingsRepository } from '../mail-settings/mail-settings.repository.js';
import { DigestRepository } from './digest.repository.js';

const ONLY = statement('test-turned-only', `UPDATE mail_settings SET digest_stopped_at = now() WHERE account_id <> $1`);
const CAME = statement(
  'test-turned-came',
  `UPDATE mail_settings SET digest_hour = $2, digest_weekday = $3, last_daily_at = $4, former_daily_at = $4::timestamptz - interval '1 day',
     last_weekly_at = $5, former_weekly_at = $5::timestamptz - interval '7 days', hours_from = NULL, hours_zone = 'UTC',
     device_time_zone = NULL WHERE account_id = $1`,
);
/** As `setMailSettings` at that moment. */
const TURNED = statement(
  'test-turned',
  `UPDATE mail_settings SET digest_hour = $2, digest_weekday = $3, hours_from = $4 WHERE account_id = $1`,
);
const CHOSEN_ZONE = statement('test-turned-zone', `UPDATE accounts SET time_zone = $2 WHERE id = $1`);
const SHIFT = statement(
  'test-turned-shift',
  `UPDATE mail_settings SET last_daily_at = last_daily_at - $2::interval, former_daily_at = former_daily_at - $2::interval WHERE account_id = $1`,
);
const NEVER = '2100-01-01T00:00:00Z';
const MINUTE = 60_000;

describe('the hour of a digest that is turned', () => {
  let scene: Scene;
  let person: Person;
  beforeAll(async () => {
    scene = await aScene();
    person = scene.ann;
    await scene.api.app.get(MailSettingsRepository, { strict: false }).ensureMembers();
    await scene.api.db.run(ONLY, [person.accountId]);
  });
  afterAll(async () => scene.api.close());
  beforeEach(async () => {
    await scene.api.db.run(CHOSEN_ZONE, [person.accountId, 'UTC']);
  });

  /** The last digest of each kind came then; before that all was well. */
  const came = (lastDaily: string, { hour = 7, weekday = 1, lastWeekly = NEVER } = {}) =>
    scene.api.db.run(CAME, [person.accountId, hour, weekday, lastDaily, lastWeekly]);
  const turned = (at: string, { hour = 7, weekday = 1 }) =>
    scene.api.db.run(TURNED, [person.accountId, hour, weekday, at]);
  async function seen(from: string, to: string, everyMinutes = 30): Promise<string[]> {
    const digests = scene.api.app.get(DigestRepository, { strict: false });
    const found: string[] = [];
    for (let now = Date.parse(from); now <= Date.parse(to); now += everyMinutes * MINUTE) {
      const due = await scene.api.db.tx((tx) => digests.takeDue(tx, new Date(now), 10));
      found.push(...due.map(() => new Date(now).toISOString()));
    }
    return found;
  }
  const due = async (now: Date) =>
    scene.api.db.tx((tx) => scene.api.app.get(DigestRepository, { strict: false }).takeDue(tx, now, 10));
  const set = (input: object) =>
    scene.api.get<{ nextDigestAt: string | null }>(
      person,
      'mutation ($input: SetMailSettingsInput!) { setMailSettings(input: $input) { nextDigestAt } }',
      { input },
    );

  it('brings no digest at once: turned at 15:00 from 20 to 9, it comes at 9 the next day', async () => {
    await came('2026-06-01T20:00:00Z', { hour: 20 });
    await turned('2026-06-02T15:00:00Z', { hour: 9 });
    expect(await seen('2026-06-02T15:00:00Z', '2026-06-03T12:00:00Z')).toEqual(['2026-06-03T09:00:00.000Z']);
  });

  it('comes at the new hour of the same day where none came on it yet', async () => {
    await came('2026-06-01T20:00:00Z', { hour: 20 });
    await turned('2026-06-02T08:00:00Z', { hour: 9 });
    expect(await seen('2026-06-02T08:00:00Z', '2026-06-03T12:00:00Z')).toEqual([
      '2026-06-02T09:00:00.000Z',
      '2026-06-03T09:00:00.000Z',
    ]);
  });

  it.each([8, 18, 20, 23])('brings no second digest on the same day: at 7, then turned to %i', async (hour) => {
    await came('2026-06-01T07:00:00Z');
    await turned('2026-06-01T07:30:00Z', { hour });
    const expected = `2026-06-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
    expect(await seen('2026-06-01T08:00:00Z', '2026-06-02T23:30:00Z')).toEqual([expected]);
  });

  it('brings one a day, however often it is turned', async () => {
    await came('2026-06-01T07:00:00Z');
    const found = [];
    for (let hours = 8; hours < 24 * 6; hours += 1) {
      const now = new Date(Date.parse('2026-06-01T00:00:00Z') + hours * 60 * MINUTE);
      if (hours % 5 === 0) await turned(now.toISOString(), { hour: (now.getUTCHours() + 2) % 24 });
      found.push(...(await due(now)).map(({ at }) => at.slice(0, 10)));
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(1);
  });

  it('brings no weekly digest at once, nor twice within days, where the weekday is turned', async () => {
    // It came on Monday 1 June.
    await came(NEVER, { lastWeekly: '2026-06-01T07:00:00Z' });
    await turned('2026-06-02T20:00:00Z', { weekday: 2 });
    expect(await seen('2026-06-02T20:00:00Z', '2026-06-09T08:00:00Z', 60)).toEqual(['2026-06-09T07:00:00.000Z']);
    await came(NEVER, { lastWeekly: '2026-06-01T07:00:00Z' });
    await turned('2026-06-01T20:00:00Z', { weekday: 4 });
    expect(await seen('2026-06-01T20:00:00Z', '2026-06-11T08:00:00Z', 60)).toEqual(['2026-06-11T07:00:00.000Z']);
    await came(NEVER, { lastWeekly: '2026-06-01T07:00:00Z' });
    await turned('2026-06-01T20:00:00Z', { weekday: 5 });
    expect(await seen('2026-06-01T20:00:00Z', '2026-06-12T08:00:00Z', 60)).toEqual([
      '2026-06-05T07:00:00.000Z',
      '2026-06-12T07:00:00.000Z',
    ]);
  });

  it('comes at no hour that was over before a flight, whoever says where one is', async () => {
    const zones = {
      device: (zone: string) =>
        scene.api.get(person, `mutation { noteDeviceTimeZone(timeZone: "${zone}") { timeZone } }`),
      settings: (zone: string) => scene.api.db.run(CHOSEN_ZONE, [person.accountId, zone]),
    };
    for (const [by, fly] of Object.entries(zones)) {
      // 8:00 in Vancouver; in Paris, at 15:00 of the next day, 7:00 was 14 hours after it.
      await came('2026-06-01T15:00:00Z', { hour: 7 });
      await fly('America/Vancouver');
      await seen('2026-06-01T16:00:00Z', '2026-06-01T17:00:00Z');
      await fly('Europe/Paris');
      expect([by, await seen('2026-06-02T13:00:00Z', '2026-06-03T12:00:00Z')]).toEqual([
        by,
        ['2026-06-03T05:00:00.000Z'],
      ]);
    }
  });

  it('says in the settings what will happen', async () => {
    // Each hour that can be turned to, the last digest having come at each number of hours before.
    const now = new Date();
    for (const hoursAgo of [1, 5, 11, 13, 20, 30]) {
      const last = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 - hoursAgo * 3_600_000);
      for (const hour of [0, 3, 6, 9, 12, 15, 18, 21]) {
        await came(last.toISOString(), { hour: (hour + 1) % 24 });
        const { nextDigestAt } = await set({ digestHour: hour });
        const next = new Date(nextDigestAt ?? 0);
        const told = [hoursAgo, hour, last.toISOString(), next.toISOString()];
        expect([...told, next > now, await due(new Date()), await due(new Date(next.getTime() - MINUTE))]).toEqual([
          ...told,
          true,
          [],
          [],
        ]);
        expect([...told, (await due(next)).map(({ at }) => new Date(at).toISOString())]).toEqual([
          ...told,
          [next.toISOString()],
        ]);
      }
    }
  });

  it('says in the settings that one is about to come', async () => {
    const hour = new Date().getUTCHours();
    const last = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 86_400_000);
    await came(last.toISOString(), { hour });
    const { nextDigestAt } = await scene.api.get<{ nextDigestAt: string }>(person, '{ mailSettings { nextDigestAt } }');
    expect(Date.parse(nextDigestAt)).toBe(last.getTime() + 86_400_000);
    await due(new Date());
    const after = await scene.api.get<{ nextDigestAt: string }>(person, '{ mailSettings { nextDigestAt } }');
    expect(Date.parse(after.nextDigestAt)).toBe(last.getTime() + 2 * 86_400_000);
  });

  it('is another matter than stopping: who begins again gets what is new, at the next hour', async () => {
    const now = new Date();
    await came(new Date(now.getTime() - 20 * 86_400_000).toISOString(), { hour: (now.getUTCHours() + 1) % 24 });
    await set({ digestStopped: true });
    await scene.api.db.run(SHIFT, [person.accountId, '1 day']);
    const { nextDigestAt } = await set({ digestStopped: false });
    const wait = Date.parse(nextDigestAt ?? '') - now.getTime();
    expect([wait > 0, wait <= 3_600_000]).toEqual([true, true]);
    expect(await due(now)).toEqual([]);
  });
});
