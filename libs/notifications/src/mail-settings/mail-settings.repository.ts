import { Injectable } from '@nestjs/common';
import { reachable } from '#identity';
import { allMembers, membershipsOf } from '#membership';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import { hoursFrom, hoursOf, isDailyDue, isWeeklyDue, LEAST_GAP, ZONE } from './digest-hours.repository.js';
import { ZoneNameRepository } from './zone-name.repository.js';

/** How an account's digests come, as it stands. */
export interface MailSettingsRow {
  readonly digestHour: number;
  readonly digestWeekday: number;
  readonly digestStopped: boolean;
  readonly timeZone: string;
  /** Null: no digest comes. */
  readonly nextDigestAt: string | null;
  readonly refusedEmail: string | null;
  readonly refusedAt: string | null;
}

/** What of the settings is changed; null leaves a part as it is. */
export interface MailSettingsChange {
  readonly digestHour: number | null;
  readonly digestWeekday: number | null;
}

/** Of an account whose row is missing: half a day back, so that the next hour counts, whenever it is. */
const BEFORE = `now() - interval '${LEAST_GAP}'`;
/** Two of PostgreSQL's random ids: 244 random bits. */
const TOKEN = `replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`;
const NEW_ROW = `account_id, last_daily_at, last_weekly_at, token`;

const ENSURE_MEMBERS = statement(
  'mail-settings-ensure-members',
  `INSERT INTO mail_settings (${NEW_ROW})
   SELECT m.account_id, ${BEFORE}, ${BEFORE}, ${TOKEN} FROM (${allMembers()}) AS m
   WHERE NOT EXISTS (SELECT FROM mail_settings s WHERE s.account_id = m.account_id) ORDER BY m.account_id
   ON CONFLICT (account_id) DO NOTHING`,
);
const ENSURE = statement(
  'mail-settings-ensure',
  `INSERT INTO mail_settings (${NEW_ROW}) VALUES ($1, ${BEFORE}, ${BEFORE}, ${TOKEN}) ON CONFLICT (account_id) DO NOTHING`,
);

const REFUSED = `s.refused_email IS NOT NULL AND s.refused_email = lower(a.email)`;

/** The first hour, of the latest and those to come, that is due by the rule of digests, for the kinds that this reader gets. */
const OF = statement(
  'mail-settings-of',
  `WITH reader AS (
     SELECT s.*, ${ZONE} AS zone, ${hoursFrom('now()')} AS turned_at, ${REFUSED} AS refused, ${reachable('a')} AS reachable
     FROM mail_settings s JOIN accounts a ON a.id = s.account_id WHERE s.account_id = $1),
   cadences AS (
     SELECT coalesce(p.cadence, 'DAILY') AS cadence FROM (${membershipsOf('ARRAY[$1::uuid]')}) AS m
     LEFT JOIN community_preferences p USING (community_id, account_id)),
   hours AS (${hoursOf('reader', 'now()', '$2::text[]')})
   SELECT r.digest_hour AS "digestHour", r.digest_weekday AS "digestWeekday",
     r.digest_stopped_at IS NOT NULL AS "digestStopped", h.known_zone AS "timeZone",
     CASE WHEN r.digest_stopped_at IS NULL AND r.reachable AND NOT r.refused THEN least(
       CASE WHEN EXISTS (SELECT FROM cadences WHERE cadence = 'DAILY') THEN (
         SELECT min(b) FROM unnest(h.daily || h.to_come) AS b WHERE ${isDailyDue('r', 'b')}) END,
       CASE WHEN EXISTS (SELECT FROM cadences WHERE cadence = 'WEEKLY') THEN (
         SELECT min(b) FROM unnest(h.weekly || h.weekly_to_come) AS b WHERE ${isWeeklyDue('r', 'b')}) END)
     END AS "nextDigestAt",
     CASE WHEN r.refused THEN r.refused_email END AS "refusedEmail", CASE WHEN r.refused THEN r.refused_at END AS "refusedAt"
   FROM reader r CROSS JOIN hours h`,
);

const CHANGE = statement(
  'mail-settings-change',
  `UPDATE mail_settings SET digest_hour = coalesce($2, digest_hour), digest_weekday = coalesce($3, digest_weekday),
     hours_from = CASE WHEN $2 <> digest_hour OR $3 <> digest_weekday THEN clock_timestamp() ELSE hours_from END
   WHERE account_id = $1`,
);
const STOP = statement(
  'mail-settings-stop',
  `UPDATE mail_settings SET digest_stopped_at = clock_timestamp() WHERE account_id = $1 AND digest_stopped_at IS NULL
   RETURNING account_id`,
);
// What was said meanwhile is not told after all: the next digest begins half a day back, unless one came since. One of
// before that is not composed anew.
const RESUME = statement(
  'mail-settings-resume',
  `UPDATE mail_settings SET digest_stopped_at = NULL,
     last_daily_at = greatest(last_daily_at, ${BEFORE}), last_weekly_at = greatest(last_weekly_at, ${BEFORE}),
     former_daily_at = CASE WHEN last_daily_at > ${BEFORE} THEN former_daily_at END,
     former_weekly_at = CASE WHEN last_weekly_at > ${BEFORE} THEN former_weekly_at END
   WHERE account_id = $1 AND digest_stopped_at IS NOT NULL`,
);
const NOTE_ZONE = statement(
  'mail-settings-note-zone',
  `UPDATE mail_settings SET device_time_zone = $2 WHERE account_id = $1 AND device_time_zone IS DISTINCT FROM $2`,
);
const NOTE_REFUSAL = statement(
  'mail-settings-note-refusal',
  `UPDATE mail_settings SET refused_email = lower($2), refused_at = clock_timestamp()
   WHERE account_id = $1 AND refused_email IS DISTINCT FROM lower($2)`,
);
const FORGET_REFUSAL = statement(
  'mail-settings-forget-refusal',
  `UPDATE mail_settings SET refused_email = NULL, refused_at = NULL WHERE account_id = $1`,
);
const FORGET_REFUSALS = statement(
  'mail-settings-forget-refusals',
  `UPDATE mail_settings SET refused_email = NULL, refused_at = NULL WHERE account_id IN (
     SELECT account_id FROM mail_settings WHERE account_id = ANY ($1::uuid[]) AND refused_at >= $2
     ORDER BY account_id FOR UPDATE)`,
);
const BY_TOKEN = statement(
  'mail-settings-by-token',
  `SELECT account_id AS "accountId", digest_stopped_at IS NOT NULL AS "digestStopped" FROM mail_settings WHERE token = $1`,
);
const LOCK = statement('mail-settings-lock', `SELECT account_id FROM mail_settings WHERE account_id = $1 FOR UPDATE`);
const FORGET_MARKS = statement('mail-marks-forget', `DELETE FROM mail_marks WHERE account_id = $1`);
const FORGET = statement('mail-settings-forget', `DELETE FROM mail_settings WHERE account_id = $1`);

/** All SQL about how an account's mail comes. */
@Injectable()
export class MailSettingsRepository {
  constructor(
    private readonly db: Database,
    private readonly zones: ZoneNameRepository,
  ) {}

  /** Makes the rows of members who have none. */
  async ensureMembers(): Promise<void> {
    await this.db.run(ENSURE_MEMBERS);
  }

  /** Makes the row of an account that has none. */
  async ensure(accountId: string, on: Queryable = this.db): Promise<void> {
    await on.run(ENSURE, [accountId]);
  }

  /** How it stands; null where there is no row. */
  async of(accountId: string): Promise<MailSettingsRow | null> {
    return (await this.db.run<MailSettingsRow>(OF, [accountId, await this.zones.all()]))[0] ?? null;
  }

  /** Changes what is given. */
  async change(tx: Tx, accountId: string, { digestHour, digestWeekday }: MailSettingsChange): Promise<void> {
    await tx.run(CHANGE, [accountId, digestHour, digestWeekday]);
  }

  /** Holds the row until the transaction ends; null where there is none. */
  async lock(tx: Tx, accountId: string): Promise<string | null> {
    return (await tx.run(LOCK, [accountId])).length === 1 ? accountId : null;
  }

  /** Ends digests; false when they were ended before. */
  async stop(tx: Tx, accountId: string): Promise<boolean> {
    return (await tx.run(STOP, [accountId])).length === 1;
  }

  /** Begins digests again; of digests that come nothing changes. */
  async resume(tx: Tx, accountId: string): Promise<void> {
    await tx.run(RESUME, [accountId]);
  }

  /** Whether PostgreSQL reckons with this zone; those of browsers are not all known everywhere. */
  async knowsZone(name: string): Promise<boolean> {
    return (await this.zones.all()).includes(name);
  }

  /** Keeps the zone that a device told. */
  async noteZone(tx: Tx, accountId: string, zone: string): Promise<void> {
    await tx.run(NOTE_ZONE, [accountId, zone]);
  }

  /** Keeps that no mail reaches this address. */
  async noteRefusal(tx: Tx, accountId: string, email: string): Promise<void> {
    await tx.run(NOTE_REFUSAL, [accountId, email]);
  }

  /** Forgets that no mail reached the address. */
  async forgetRefusal(tx: Tx, accountId: string): Promise<void> {
    await tx.run(FORGET_REFUSAL, [accountId]);
  }

  /** Forgets it of these accounts, where it was noted since then. */
  async forgetRefusals(tx: Tx, accountIds: readonly string[], since: string): Promise<void> {
    await tx.run(FORGET_REFUSALS, [accountIds, since]);
  }

  /** Whose digests end by this token, and whether they have. */
  async byToken(token: string, on: Queryable = this.db): Promise<{ accountId: string; digestStopped: boolean } | null> {
    return (await on.run<{ accountId: string; digestStopped: boolean }>(BY_TOKEN, [token]))[0] ?? null;
  }

  /** Forgets everything about the mail of an account. */
  async forget(tx: Tx, accountId: string): Promise<void> {
    await tx.run(FORGET_MARKS, [accountId]);
    await tx.run(FORGET, [accountId]);
  }
}
