import { withOrdinal } from '#contracts';
import { formatTag } from './locale.js';

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/** A number stays with its word in French: « il y a 3 heures » and « 10 décembre » never break between the two. */
function together(text: string, locale: string): string {
  return locale.startsWith('fr') ? withOrdinal(text, locale).replaceAll(/(\d(?:er)?) (?=\p{L})/gu, '$1\u00A0') : text;
}

/** "3 hours ago" / « il y a 3 heures »; "now" within a minute, also when the server's clock is ahead of ours. */
export function relativeTime(iso: string, locale: string, now: number): string {
  const seconds = Math.min(0, (Date.parse(iso) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(formatTag(locale), { numeric: 'auto' });
  for (const [unit, length] of units) {
    if (-seconds >= length) return together(format.format(Math.round(seconds / length), unit), locale);
  }
  return format.format(0, 'second');
}

/** "21 November 2026 at 10:05 p.m.", in the reader's own zone unless one is given. */
export function fullDate(iso: string, locale: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(formatTag(locale), { dateStyle: 'long', timeStyle: 'short', timeZone });
  return withOrdinal(format.format(new Date(iso)), locale);
}

/** "Nov 10", with the year when it is not this one; in the reader's own zone unless one is given. */
export function shortDate(iso: string, locale: string, timeZone?: string, now = new Date()): string {
  const date = new Date(iso);
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
  const format = new Intl.DateTimeFormat(formatTag(locale), {
    month: 'short',
    day: 'numeric',
    ...(year.format(date) === year.format(now) ? {} : { year: 'numeric' }),
    timeZone,
  });
  return together(format.format(date), locale);
}

const halfADay = 12 * 3600 * 1000;

/**
 * "10 December 2026": the last day of something that ends at this moment. Days are chosen whole, so the moment is a
 * midnight where it was chosen; the nearest midnight in the reader's zone ends the same day.
 */
export function lastDay(iso: string, locale: string, timeZone?: string): string {
  const within = new Date(Date.parse(iso) - halfADay);
  const day = new Intl.DateTimeFormat(formatTag(locale), { dateStyle: 'long', timeZone }).format(within);
  return together(day, locale);
}

/** The hour, 0 to 23, in the reader's own zone unless one is given. */
export function hourOfDay(now: number, timeZone?: string): number {
  return Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now));
}

/** 1,234 / 1 234. */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(formatTag(locale)).format(value);
}

/** 120% / 120 %. */
export function formatPercent(value: number, locale: string): string {
  return new Intl.NumberFormat(formatTag(locale), { style: 'percent' }).format(value);
}

/** A wait in words: "40 seconds", "3 minutes" / « 3 minutes », rounded up so that trying then succeeds. */
export function waitInWords(seconds: number, locale: string): string {
  const inMinutes = seconds > 90;
  return new Intl.NumberFormat(formatTag(locale), {
    style: 'unit',
    unit: inMinutes ? 'minute' : 'second',
    unitDisplay: 'long',
  }).format(Math.max(1, Math.ceil(inMinutes ? seconds / 60 : seconds)));
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "2.4 MB" / « 2,4 Mo », in the steps of 1,024 that people's file lists use. */
export function fileSize(bytes: number, locale: string): string {
  let step = 0;
  // 1,023.9 kB would be shown as "1,024 kB".
  while (step < SIZES.length - 1 && bytes / 1024 ** step >= 1023.5) step++;
  const size = bytes / 1024 ** step;
  return new Intl.NumberFormat(formatTag(locale), {
    style: 'unit',
    unit: SIZES[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 0 && size < 10 ? 1 : 0,
  })
    .format(size)
    .replaceAll(' ', '\u00A0');
}
