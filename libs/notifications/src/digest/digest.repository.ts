import { Injectable } from '@nestjs/common';
import { membershipsOf } from '#membership';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import { hasRead } from '#posts';
import type { MailCadence } from '../cadence/cadence.type.js';
import { hoursFrom, hoursOf, isDailyDue, isWeeklyDue, ZONE } from '../mail-settings/digest-hours.repository.js';
import { ZoneNameRepository } from '../mail-settings/zone-name.repository.js';
import { isSilent } from '../watch/silence.repository.js';

/** A digest that is due: for whom, for which hour, and since when each kind of community is told of. */
export interface DueDigest {
  readonly accountId: string;
  /** The hour; it names the digest. */
  readonly at: string;
  /** Null: the communities that are told of daily have no turn. */
  readonly daily: string | null;
  /** The same of those that are told of weekly. */
  readonly weekly: string | null;
  /** How often it was composed anew. */
  readonly round: number;
}

/** How somebody's digest is addressed. */
export interface DigestReader {
  readonly accountId: string;
  readonly token: string;
  readonly refusedEmail: string | null;
  readonly timeZone: string;
}

/** A community of which somebody's digest tells. */
export interface DigestPlace {
  readonly accountId: string;
  readonly communityId: string;
  /** Where the dial was turned to letters, what came before that is told of once more, daily. */
  readonly cadence: Extract<MailCadence, 'DAILY' | 'WEEKLY'>;
  readonly muted: boolean;
  readonly contentInMail: boolean;
  /** Since when, where the dial was turned after the last digest. */
  readonly digestFrom: string | null;
}

/** A thread of which somebody's digest may tell. */
export interface DigestThread {
  readonly accountId: string;
  readonly threadId: string;
  readonly communityId: string;
  readonly at: string;
}

/** What is known of it. */
export interface ThreadNews {
  /** Up to where it was mailed before. */
  readonly mailed: number;
  /** The first unread post after that which mentions or quotes the reader. */
  readonly mentionedIn: number | null;
  readonly watched: boolean;
  readonly silent: boolean;
}

/** How far back a digest goes where a dial that gathered nothing for long was turned. */
const LONGEST = '8 days';

/**
 * Notes of whom the zone is another than when digests were last looked for, whichever of both was changed: hours before
 * that do not count. The first look at somebody notes the zone alone.
 */
const NOTE_ZONES = statement(
  'digests-note-zones',
  `UPDATE mail_settings s SET hours_from = ${hoursFrom('$1::timestamptz')}, hours_zone = ${ZONE}
   FROM accounts a WHERE a.id = s.account_id AND s.account_id IN (
     SELECT s.account_id FROM mail_settings s JOIN accounts a ON a.id = s.account_id
     WHERE s.hours_zone IS DISTINCT FROM ${ZONE} ORDER BY s.account_id FOR UPDATE OF s)`,
);

/**
 * Asks for the digests whose hour has come: the hour is noted in the statement that answers them, so that two workers
 * never both ask. Accounts in the order of ids, so that they do not wait for each other crosswise.
 */
const TAKE_DUE = statement(
  'digests-take-due',
  `WITH reader AS (
     SELECT s.account_id, s.digest_hour, s.digest_weekday, s.last_daily_at, s.last_weekly_at, s.former_daily_at,
       s.former_weekly_at, s.hours_from AS turned_at, ${ZONE} AS zone
     FROM mail_settings s JOIN accounts a ON a.id = s.account_id
     WHERE s.digest_stopped_at IS NULL AND a.closed_at IS NULL),
   hours AS MATERIALIZED (${hoursOf('reader', '$1::timestamptz', '$3::text[]')}),
   due AS MATERIALIZED (
     SELECT r.account_id, r.last_daily_at, r.last_weekly_at,
       CASE WHEN ${isDailyDue('r', 'h.daily')} THEN h.daily END AS daily,
       CASE WHEN ${isWeeklyDue('r', 'h.weekly')} THEN h.weekly END AS weekly
     FROM reader r JOIN hours h USING (zone, digest_hour, digest_weekday)
     WHERE ${isDailyDue('r', 'h.daily')} OR ${isWeeklyDue('r', 'h.weekly')}
     ORDER BY r.account_id LIMIT $2),
   held AS MATERIALIZED (
     SELECT s.account_id FROM mail_settings s JOIN due d USING (account_id)
     WHERE s.last_daily_at = d.last_daily_at AND s.last_weekly_at = d.last_weekly_at
     ORDER BY s.account_id FOR UPDATE OF s)
   UPDATE mail_settings s SET
     former_daily_at = CASE WHEN d.daily IS NOT NULL THEN d.last_daily_at END, last_daily_at = coalesce(d.daily, s.last_daily_at),
     former_weekly_at = CASE WHEN d.weekly IS NOT NULL THEN d.last_weekly_at END, last_weekly_at = coalesce(d.weekly, s.last_weekly_at),
     digest_round = 0
   FROM due d JOIN held USING (account_id) WHERE s.account_id = d.account_id
   RETURNING s.account_id AS "accountId", greatest(d.daily, d.weekly) AS at, s.former_daily_at AS daily,
     s.former_weekly_at AS weekly, s.digest_round AS round`,
);

/** The hour of somebody's last digest. */
const LAST_AT = `greatest(CASE WHEN s.former_daily_at IS NOT NULL THEN s.last_daily_at END,
  CASE WHEN s.former_weekly_at IS NOT NULL THEN s.last_weekly_at END)`;
const DIGEST_COLUMNS = `s.account_id AS "accountId", ${LAST_AT} AS at, s.former_daily_at AS daily,
  s.former_weekly_at AS weekly, s.digest_round AS round`;

const LAST = statement(
  'digests-last',
  `SELECT ${DIGEST_COLUMNS} FROM mail_settings s WHERE s.account_id = ANY ($1::uuid[]) AND ${LAST_AT} IS NOT NULL
   ORDER BY s.account_id FOR UPDATE`,
);
const TAKE_AGAIN = statement(
  'digests-take-again',
  `UPDATE mail_settings s SET digest_round = s.digest_round + 1 WHERE s.account_id = ANY ($1::uuid[]) RETURNING ${DIGEST_COLUMNS}`,
);

const READERS = statement(
  'digest-readers',
  `SELECT s.account_id AS "accountId", s.token, s.refused_email AS "refusedEmail", ${ZONE} AS "timeZone"
   FROM mail_settings s JOIN accounts a ON a.id = s.account_id
   WHERE s.account_id = ANY ($1::uuid[]) AND s.digest_stopped_at IS NULL ORDER BY s.account_id FOR SHARE OF s`,
);

const PLACES = statement(
  'digest-places',
  `SELECT m.account_id AS "accountId", m.community_id AS "communityId",
     CASE WHEN p.cadence = 'WEEKLY' THEN 'WEEKLY' ELSE 'DAILY' END AS cadence,
     coalesce(p.level = 'MUTED', false) AS muted, coalesce(p.content_in_mail, false) AS "contentInMail",
     CASE WHEN f.began IS NOT NULL THEN greatest(f.began, a.at - interval '${LONGEST}') END AS "digestFrom"
   FROM unnest($1::uuid[], $2::timestamptz[]) AS a (account_id, at)
   JOIN (${membershipsOf('$1::uuid[]')}) AS m USING (account_id)
   LEFT JOIN community_preferences p USING (community_id, account_id)
   CROSS JOIN LATERAL (SELECT least(p.digest_from, CASE WHEN p.digest_at = a.at THEN p.former_digest_from END) AS began) AS f
   WHERE p.cadence IS NULL OR p.cadence IN ('DAILY', 'WEEKLY') OR p.cadence = 'EACH' AND f.began IS NOT NULL`,
);

/**
 * What was mailed fills from nothing within seconds when an association's first digests are due. A plan from before that, which
 * a connection keeps, reads all of it for each thread: 17 seconds in place of a twentieth. So this one is planned at each
 * call, for fifty digests at once.
 */
const PLAN_ANEW = statement('digest-plan-anew', `SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`);
const NEWS = statement(
  'digest-news',
  `SELECT a.place, k.mailed, w.level IS NOT DISTINCT FROM 'WATCHING' AS watched,
     ${isSilent('a.community_id', 'a.thread_id', 'a.account_id')} AS silent,
     (SELECT min(n.last_number) FROM notifications n
      WHERE n.thread_id = a.thread_id AND n.account_id = a.account_id AND n.kind IN ('MENTION', 'QUOTE')
        AND n.read_at IS NULL AND n.last_number > k.mailed) AS "mentionedIn"
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[])
     WITH ORDINALITY AS a (account_id, thread_id, community_id, at, place)
   CROSS JOIN LATERAL (SELECT coalesce(max(greatest(
       CASE WHEN m.digest_at = a.at THEN m.former_number ELSE m.number END, m.letter_number)), 0) AS mailed
     FROM mail_marks m WHERE m.account_id = a.account_id AND m.thread_id = a.thread_id) AS k
   LEFT JOIN thread_watches w ON w.thread_id = a.thread_id AND w.account_id = a.account_id`,
);

const MARK = statement(
  'digest-mark',
  `INSERT INTO mail_marks AS k (account_id, thread_id, number, digest_at)
   SELECT account_id, thread_id, number, at
   FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[]) AS n (account_id, thread_id, number, at)
   ORDER BY account_id, thread_id
   ON CONFLICT (account_id, thread_id) DO UPDATE SET digest_at = excluded.digest_at, marked_at = now(),
     former_number = CASE WHEN k.digest_at = excluded.digest_at THEN k.former_number ELSE k.number END,
     number = greatest(k.number, excluded.number)`,
);
const OUTDATED = statement(
  'digest-outdated',
  `SELECT DISTINCT a.account_id AS id FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[])
     AS a (account_id, thread_id, community_id, number)
   WHERE ${hasRead('a.thread_id', 'a.account_id', 'a.number')} OR ${isSilent('a.community_id', 'a.thread_id', 'a.account_id')}`,
);
/** What the dial was turned from is told of by now; it counts again where this very digest is composed once more. */
const BEGIN_AFRESH = statement(
  'digest-begin-afresh',
  `UPDATE community_preferences p SET digest_from = NULL, digest_at = n.at,
     former_digest_from = least(p.digest_from, CASE WHEN p.digest_at = n.at THEN p.former_digest_from END)
   FROM (
     SELECT p.community_id, p.account_id, n.at FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS n (community_id, account_id, at)
     JOIN community_preferences p USING (community_id, account_id)
     WHERE p.digest_from IS NOT NULL ORDER BY p.account_id, p.community_id FOR UPDATE OF p) AS n
   WHERE p.community_id = n.community_id AND p.account_id = n.account_id`,
);

/** All SQL about digests. */
@Injectable()
export class DigestRepository {
  constructor(
    private readonly db: Database,
    private readonly zones: ZoneNameRepository,
  ) {}

  /** At most `limit` digests that are due at this moment; each is answered once. */
  async takeDue(tx: Tx, now: Date, limit: number): Promise<DueDigest[]> {
    await tx.run(NOTE_ZONES, [now.toISOString()]);
    return tx.run<DueDigest>(TAKE_DUE, [now.toISOString(), limit, await this.zones.all()]);
  }

  /** The last digest that was asked for of each of these accounts, held until the transaction ends. */
  async last(tx: Tx, accountIds: readonly string[]): Promise<DueDigest[]> {
    return tx.run<DueDigest>(LAST, [accountIds]);
  }

  /** Asks once more for the last digest of each of these accounts. */
  async takeAgain(tx: Tx, accountIds: readonly string[]): Promise<DueDigest[]> {
    return tx.run<DueDigest>(TAKE_AGAIN, [accountIds]);
  }

  /**
   * Those of these accounts whose digests come. Until `tx` ends nobody stops them, nor chooses anything else by which mail
   * is called back.
   */
  readers(tx: Tx, accountIds: readonly string[]): Promise<DigestReader[]> {
    return tx.run<DigestReader>(READERS, [accountIds]);
  }

  /** The communities of which these digests may tell. */
  places(due: readonly DueDigest[], on: Queryable = this.db): Promise<DigestPlace[]> {
    return on.run<DigestPlace>(PLACES, [due.map(({ accountId }) => accountId), due.map(({ at }) => at)]);
  }

  /** Those readers who have read one of these threads up to this number, or want to hear nothing of it. */
  async outdated(
    tx: Tx,
    threads: readonly (Omit<DigestThread, 'at'> & { readonly number: number })[],
  ): Promise<Set<string>> {
    if (threads.length === 0) return new Set();
    const rows = await tx.run<{ id: string }>(OUTDATED, [
      threads.map(({ accountId }) => accountId),
      threads.map(({ threadId }) => threadId),
      threads.map(({ communityId }) => communityId),
      threads.map(({ number }) => number),
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** What is known of these threads for their readers, in the same order. */
  async news(threads: readonly DigestThread[]): Promise<(ThreadNews | undefined)[]> {
    if (threads.length === 0) return [];
    const rows = await this.db.tx(async (tx) => {
      await tx.run(PLAN_ANEW);
      return tx.run<ThreadNews & { place: number }>(NEWS, [
        threads.map(({ accountId }) => accountId),
        threads.map(({ threadId }) => threadId),
        threads.map(({ communityId }) => communityId),
        threads.map(({ at }) => at),
      ]);
    });
    const found = new Map(rows.map((row) => [row.place, row]));
    return threads.map((_, index) => found.get(index + 1));
  }

  /** Notes up to where each of these threads was told of. */
  async mark(tx: Tx, told: readonly (DigestThread & { readonly number: number })[]): Promise<void> {
    if (told.length === 0) return;
    await tx.run(MARK, [
      told.map(({ accountId }) => accountId),
      told.map(({ threadId }) => threadId),
      told.map(({ number }) => number),
      told.map(({ at }) => at),
    ]);
  }

  /** After these digests (their hours by account) they tell of these communities since the last one. */
  async beginAfresh(tx: Tx, places: readonly DigestPlace[], hours: ReadonlyMap<string, string>): Promise<void> {
    const turned = places.filter(({ digestFrom }) => digestFrom !== null);
    if (turned.length === 0) return;
    await tx.run(BEGIN_AFRESH, [
      turned.map(({ communityId }) => communityId),
      turned.map(({ accountId }) => accountId),
      turned.map(({ accountId }) => hours.get(accountId)),
    ]);
  }
}
