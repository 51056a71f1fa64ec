/** The zone by which somebody's hours are reckoned, of `mail_settings s` and `accounts a`: a chosen one, else the device's. */
export const ZONE = `CASE WHEN a.time_zone <> 'UTC' THEN a.time_zone ELSE coalesce(s.device_time_zone, 'UTC') END`;

/** What lies between two digests of a kind at least, also where the clock or the traveller goes back. */
export const LEAST_GAP = '12 hours';
/** Days on the calendar between two weekly digests, at least, where the weekday is turned. */
const LEAST_DAYS = 4;

/**
 * Since when the hours of `mail_settings s` are what they are; null: always. A zone that is another than it was when
 * digests were last looked for counts from now on (`noteZones` writes it down within the minute), whoever changed it.
 */
export const hoursFrom = (now: string): string => `CASE WHEN s.hours_zone <> ${ZONE} THEN ${now} ELSE s.hours_from END`;

/**
 * Says in SQL whether a daily digest is due at `hour`, of `mail_settings` with `turned_at` ({@link hoursFrom}) as `s` and
 * the row of {@link hoursOf} as `h`. Whoever turns the hour, or flies to another zone, gets none at an hour that was over
 * before that, and none on the day on which one came: the next hour counts.
 */
export const isDailyDue = (s: string, hour: string): string =>
  `(${hour} > coalesce(${s}.turned_at, '-infinity') AND ${hour} - ${s}.last_daily_at > interval '${LEAST_GAP}'
    AND (${s}.former_daily_at IS NULL OR ${daysBetween(`${s}.last_daily_at`, hour)} >= 1))`;

/** The same of a weekly one, and none within days after another. */
export const isWeeklyDue = (s: string, hour: string): string =>
  `(${hour} > coalesce(${s}.turned_at, '-infinity') AND ${hour} - ${s}.last_weekly_at > interval '${LEAST_GAP}'
    AND (${s}.former_weekly_at IS NULL OR ${daysBetween(`${s}.last_weekly_at`, hour)} >= ${LEAST_DAYS}))`;

const daysBetween = (from: string, to: string): string =>
  `(${to} AT TIME ZONE h.known_zone)::date - (${from} AT TIME ZONE h.known_zone)::date`;

/**
 * Says in SQL when the digests of these readers are due: for each distinct `zone`, `digest_hour` and `digest_weekday` in
 * the rows of `readers` the latest hour before `now` (`daily`, and `weekly` on the day of the week) and those to come.
 * Each day's hour is reckoned by itself, so that the change of clocks moves none to another day: where the hour is
 * missing it is the one after the gap, and where there are two, the later. A zone that is not among
 * `zones` counts as UTC (`known_zone`). All arguments are SQL expressions, never input.
 */
export const hoursOf = (readers: string, now: string, zones: string): string => `
  SELECT w.zone, w.known_zone, w.digest_hour, w.digest_weekday,
    max(b.hour) FILTER (WHERE b.hour <= ${now}) AS daily,
    max(b.hour) FILTER (WHERE b.hour <= ${now} AND b.weekday = w.digest_weekday) AS weekly,
    array_agg(b.hour) FILTER (WHERE b.hour > ${now}) AS to_come,
    array_agg(b.hour) FILTER (WHERE b.hour > ${now} AND b.weekday = w.digest_weekday) AS weekly_to_come
  FROM (
    SELECT d.*, CASE WHEN d.zone = ANY (${zones}) THEN d.zone ELSE 'UTC' END AS known_zone
    FROM (SELECT DISTINCT zone, digest_hour, digest_weekday FROM ${readers}) AS d) AS w
  CROSS JOIN LATERAL (
    SELECT (day + make_interval(hours => w.digest_hour)) AT TIME ZONE w.known_zone AS hour,
      extract(isodow FROM day) AS weekday
    FROM (SELECT (${now} AT TIME ZONE w.known_zone)::date + n AS day FROM generate_series(-9, 12) AS n) AS days) AS b
  GROUP BY w.zone, w.known_zone, w.digest_hour, w.digest_weekday`;
