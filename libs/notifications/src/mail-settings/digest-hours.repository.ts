/** The zone by which somebody's hours are reckoned, of `mail_settings s` and `accounts a`: a chosen one, else the device's. */
export const ZONE = `CASE WHEN a.time_zone <> 'UTC' THEN a.time_zone ELSE coalesce(s.device_time_zone, 'UTC') END`;

/**
 * What lies between two digests of a kind at least. Whoever turns the hour, or flies to another zone, gets no second one
 * on the same day, and none at an hour that nobody chose: the next hour that is far enough counts.
 */
export const LEAST_GAP = '12 hours';

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
    FROM (SELECT (${now} AT TIME ZONE w.known_zone)::date + n AS day FROM generate_series(-9, 9) AS n) AS days) AS b
  GROUP BY w.zone, w.known_zone, w.digest_hour, w.digest_weekday`;
