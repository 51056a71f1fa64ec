import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { aScene, type Person, type Scene } from '../testing/test-api.js';
import { MailSettingsRepository } from '../mail-settings/mail-settings.repository.js';
import { MailSettingsService } from '../mail-settings/mail-settings.service.js';
import { DigestRepository } from './digest.repository.js';

const BEGIN = statement(
  'test-digest-begin',
  `UPDATE mail_settings SET digest_hour = $2, digest_weekday = $3, last_daily_at = $4, last_weekly_at = $5 WHERE account_id = $1`,
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
    await scene.api.db.run(
      statement('test-digest-quiet', `UPDATE mail_settings SET digest_stopped_at = now() WHERE account_id <> $1`),
      [person.accountId],
    );
  });
  afterAll(async () => scene.api.close());
  const begin = (hour: number, lastDaily: string, { weekday = 1, lastWeekly = NEVER } = {}) =>
    scene.api.db.run(BEGIN, [person.accountId, hour, weekday, lastDaily, lastWeekly]);
  async function seen(from: string, to: string, everyMinutes = 30): Promise<string[]> {
    const digests = scene.api.app.get(DigestRepository, { strict: false });
    const found: string[] = [];
    for (let now = Date.parse(from); now <= Date.parse(to); now += everyMinutes * MINUTE) {
      const due = await scene.api.db.tx((tx) => digests.takeDue(tx, new Date(now), 10));
      found.push(...due.map(() => new Date(now).toISOString()));
    }
    return found;
  }

  it('comes at no hour that nobody chose: turned at 15:00 from 20 to 9, it comes at 9 the next day', async () => {
    // As `setMailSettings` at 15:00: last digest yesterday at 20:00.
    await begin(9, '2026-06-01T20:00:00Z');
    expect(await seen('2026-06-02T15:00:00Z', '2026-06-03T12:00:00Z')).toEqual(['2026-06-03T09:00:00.000Z']);
  });

  it('says the same as the settings page', async () => {
    const { api } = scene;
    const now = new Date();
    const past = (now.getUTCHours() + 23) % 24;
    // 13 hours before the hour that is turned to, which was an hour ago.
    const last = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 - 14 * 3_600_000).toISOString();
    await begin((past + 11) % 24, last);
    const { nextDigestAt } = await api.app
      .get(MailSettingsService, { strict: false })
      .change(person, { digestHour: past, digestWeekday: null, digestStopped: null });
    const digests = api.app.get(DigestRepository, { strict: false });
    const due = await api.db.tx((tx) => digests.takeDue(tx, new Date(), 10));
    expect([due, new Date(nextDigestAt ?? 0) > now]).toEqual([[], true]);
  });

  it('brings no second digest on the same day: at 7, then turned to 20', async () => {
    await begin(20, '2026-06-01T07:00:00Z');
    expect(await seen('2026-06-01T08:00:00Z', '2026-06-02T21:00:00Z')).toEqual(['2026-06-02T20:00:00.000Z']);
  });

  it('brings no weekly digest twice in two days, nor at once, where the weekday is turned', async () => {
    // Monday 1 June at 7:00 it came; on Tuesday evening the day is turned to Tuesday.
    await begin(7, NEVER, { weekday: 2, lastWeekly: '2026-06-01T07:00:00Z' });
    expect(await seen('2026-06-02T20:00:00Z', '2026-06-09T08:00:00Z', 60)).toEqual(['2026-06-09T07:00:00.000Z']);
  });
});
