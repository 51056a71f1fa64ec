import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { aScene, type Person, type Scene } from '../testing/test-api.js';
import { MailSettingsRepository } from '../mail-settings/mail-settings.repository.js';
import { DigestRepository } from './digest.repository.js';

const ZONE = statement(
  'test-digest-zone',
  `WITH changed AS (UPDATE accounts SET time_zone = $2 WHERE id = $1)
   UPDATE mail_settings SET device_time_zone = $3 WHERE account_id = $1`,
);
const BEGIN = statement(
  'test-digest-begin',
  `UPDATE mail_settings SET digest_hour = $2, digest_weekday = $3, last_daily_at = $4, last_weekly_at = $5 WHERE account_id = $1`,
);
const NEVER = '2100-01-01T00:00:00Z';
const MINUTE = 60_000;

describe('the hour of a digest', () => {
  let scene: Scene;
  let person: Person;
  beforeAll(async () => {
    scene = await aScene();
    person = scene.ann;
    await scene.api.app.get(MailSettingsRepository, { strict: false }).ensureMembers();
    // Everybody else is never due.
    await scene.api.db.run(
      statement('test-digest-quiet', `UPDATE mail_settings SET digest_stopped_at = now() WHERE account_id <> $1`),
      [person.accountId],
    );
  });
  afterAll(async () => scene.api.close());

  const inZone = (chosen: string, device: string | null = null) =>
    scene.api.db.run(ZONE, [person.accountId, chosen, device]);
  const begin = (hour: number, lastDaily: string, { weekday = 1, lastWeekly = NEVER } = {}) =>
    scene.api.db.run(BEGIN, [person.accountId, hour, weekday, lastDaily, lastWeekly]);

  /** What is asked for between two moments, looked at every few minutes: at which minute, and for which hour. */
  async function asked(from: string, to: string, everyMinutes = 30): Promise<{ seen: string; at: string }[]> {
    const digests = scene.api.app.get(DigestRepository, { strict: false });
    const found: { seen: string; at: string }[] = [];
    for (let now = Date.parse(from); now <= Date.parse(to); now += everyMinutes * MINUTE) {
      const due = await scene.api.db.tx((tx) => digests.takeDue(tx, new Date(now), 10));
      found.push(...due.map(({ at }) => ({ seen: new Date(now).toISOString(), at: new Date(at).toISOString() })));
    }
    return found;
  }
  const hours = async (from: string, to: string) => (await asked(from, to)).map(({ at }) => at);

  it('comes once a day, at the minute, and not before', async () => {
    await inZone('America/Toronto');
    await begin(7, '2026-06-01T11:00:00Z');
    expect(await asked('2026-06-02T08:00:00Z', '2026-06-02T14:00:00Z', 1)).toEqual([
      { seen: '2026-06-02T11:00:00.000Z', at: '2026-06-02T11:00:00.000Z' },
    ]);
  });

  it.each([
    // At 2:00 clocks go to 3:00: an hour that is missing is the one after the gap.
    [1, ['2026-03-07T06:00:00.000Z', '2026-03-08T06:00:00.000Z', '2026-03-09T05:00:00.000Z']],
    [2, ['2026-03-07T07:00:00.000Z', '2026-03-08T07:00:00.000Z', '2026-03-09T06:00:00.000Z']],
    [3, ['2026-03-07T08:00:00.000Z', '2026-03-08T07:00:00.000Z', '2026-03-09T07:00:00.000Z']],
  ])('comes once where clocks go forward, at %i', async (hour, expected) => {
    await inZone('America/Toronto');
    await begin(hour, '2026-03-06T12:00:00Z');
    expect(await hours('2026-03-06T20:00:00Z', '2026-03-09T20:00:00Z')).toEqual(expected);
  });

  it.each([
    // At 2:00 clocks go back to 1:00, which comes twice.
    [1, ['2026-10-31T05:00:00.000Z', '2026-11-01T06:00:00.000Z', '2026-11-02T06:00:00.000Z']],
    [2, ['2026-10-31T06:00:00.000Z', '2026-11-01T07:00:00.000Z', '2026-11-02T07:00:00.000Z']],
    [3, ['2026-10-31T07:00:00.000Z', '2026-11-01T08:00:00.000Z', '2026-11-02T08:00:00.000Z']],
  ])('comes once where clocks go back, at %i', async (hour, expected) => {
    await inZone('America/Toronto');
    await begin(hour, '2026-10-30T12:00:00Z');
    expect(await hours('2026-10-30T20:00:00Z', '2026-11-02T20:00:00Z')).toEqual(expected);
  });

  it.each([
    ['America/St_Johns', '2026-06-02T09:30:00.000Z'],
    ['Asia/Kathmandu', '2026-06-02T01:15:00.000Z'],
    ['Pacific/Chatham', '2026-06-01T18:15:00.000Z'],
  ])('comes at the quarter of an hour in %s', async (zone, expected) => {
    await inZone(zone);
    await begin(7, '2026-06-01T04:00:00Z');
    expect(await hours('2026-06-01T12:00:00Z', '2026-06-02T12:00:00Z')).toEqual([expected]);
  });

  it('is missed by nobody who flies, and comes twice on no day', async () => {
    await inZone('UTC', 'America/Toronto');
    await begin(7, '2026-06-01T11:00:00Z');
    // East: 7:00 in Paris is six hours earlier.
    await inZone('UTC', 'Europe/Paris');
    expect(await hours('2026-06-01T11:05:00Z', '2026-06-03T04:00:00Z')).toEqual(['2026-06-02T05:00:00.000Z']);
    // West: 7:00 in Vancouver comes nine hours after the last; the next one counts.
    await begin(7, '2026-06-03T05:00:00Z');
    await inZone('UTC', 'America/Vancouver');
    expect(await hours('2026-06-03T05:05:00Z', '2026-06-05T00:00:00Z')).toEqual(['2026-06-04T14:00:00.000Z']);
  });

  it('counts in a zone that was chosen before that of a device, and in UTC where PostgreSQL knows neither', async () => {
    await begin(7, '2026-06-01T04:00:00Z');
    await inZone('Europe/Paris', 'America/Toronto');
    expect(await hours('2026-06-01T20:00:00Z', '2026-06-02T12:00:00Z')).toEqual(['2026-06-02T05:00:00.000Z']);
    await begin(7, '2026-06-01T04:00:00Z');
    await inZone('UTC', 'Mars/Olympus_Mons');
    expect(await hours('2026-06-01T20:00:00Z', '2026-06-02T12:00:00Z')).toEqual(['2026-06-02T07:00:00.000Z']);
  });

  it('that is turned to later on the same day counts from the next day on', async () => {
    await inZone('UTC');
    await begin(9, '2026-06-01T07:00:00Z');
    expect(await hours('2026-06-01T08:00:00Z', '2026-06-02T12:00:00Z')).toEqual(['2026-06-02T09:00:00.000Z']);
  });

  it('that nobody was there for comes late, and once', async () => {
    await inZone('UTC');
    await begin(7, '2026-06-01T07:00:00Z');
    expect(await asked('2026-06-04T15:00:00Z', '2026-06-05T06:00:00Z', 60)).toEqual([
      { seen: '2026-06-04T15:00:00.000Z', at: '2026-06-04T07:00:00.000Z' },
    ]);
  });

  it('of the weekly communities comes on their day, together with the daily one', async () => {
    await inZone('UTC');
    await begin(7, '2026-06-05T07:00:00Z', { weekday: 1, lastWeekly: '2026-06-01T07:00:00Z' });
    const digests = scene.api.app.get(DigestRepository, { strict: false });
    const found = [];
    for (const day of ['06', '07', '08', '09']) {
      const now = new Date(`2026-06-${day}T07:00:30Z`);
      found.push(...(await scene.api.db.tx((tx) => digests.takeDue(tx, now, 10))));
    }
    expect(found.map(({ at, daily, weekly }) => [at, daily, weekly])).toEqual([
      ['2026-06-06T07:00:00Z', '2026-06-05T07:00:00Z', null],
      ['2026-06-07T07:00:00Z', '2026-06-06T07:00:00Z', null],
      ['2026-06-08T07:00:00Z', '2026-06-07T07:00:00Z', '2026-06-01T07:00:00Z'],
      ['2026-06-09T07:00:00Z', '2026-06-08T07:00:00Z', null],
    ]);
  });

  it('is asked for by one of many workers that look at once', async () => {
    await inZone('UTC');
    await begin(7, '2026-06-01T07:00:00Z');
    const digests = scene.api.app.get(DigestRepository, { strict: false });
    const looks = Array.from({ length: 8 }, () =>
      scene.api.db.tx((tx) => digests.takeDue(tx, new Date('2026-06-02T07:00:00Z'), 10)),
    );
    expect((await Promise.all(looks)).flat()).toHaveLength(1);
  });
});
