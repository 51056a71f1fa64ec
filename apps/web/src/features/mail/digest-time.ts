import { withOrdinal } from '#contracts';
import { formatTag } from '../../lib/i18n/locale.js';

/** "7:00 a.m." / « 7 h 00 »: an hour of the day, 0 to 23, as this language writes it. */
export function hourWords(hour: number, locale: string): string {
  return onOneLine(
    new Intl.DateTimeFormat(formatTag(locale), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      Date.UTC(2024, 0, 1, hour),
    ),
  );
}

/** "Monday" / « lundi »: a day of the week, 1 for Monday to 7. */
export function weekdayWords(weekday: number, locale: string): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(formatTag(locale), { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
}

/** An hour as it is written, without a nought before it; « 7 h 00 » stays on one line. */
const onOneLine = (time: string): string => time.replace(/^0(?=\d)/, '').replaceAll(' ', '\u00a0');

const DAY_MS = 24 * 3600 * 1000;

/** The day on the calendar of a time zone, as a number of days. */
function dayOf(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const value = Object.fromEntries(parts.formatToParts(moment).map(({ type, value: text }) => [type, Number(text)]));
  return Date.UTC(value['year'] ?? 0, (value['month'] ?? 1) - 1, value['day'] ?? 1) / DAY_MS;
}

/** When something comes, by the clock of its time zone: "tomorrow" and "7:00 a.m.", or "Monday, November 23". */
export function comingTime(iso: string, locale: string, timeZone: string, now: number): { day: string; time: string } {
  const moment = Date.parse(iso);
  const tag = formatTag(locale);
  const days = dayOf(moment, timeZone) - dayOf(now, timeZone);
  const day =
    days === 0 || days === 1
      ? new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day')
      : withOrdinal(
          new Intl.DateTimeFormat(tag, { weekday: 'long', month: 'long', day: 'numeric', timeZone }).format(moment),
          locale,
        );
  const time = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit', timeZone }).format(moment);
  return { day, time: onOneLine(time) };
}
