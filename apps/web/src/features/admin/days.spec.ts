import { expect, it } from '@jest/globals';
import { dayOf, endOfDay } from './days.js';

it('says when a day is over, also at the end of a month and of a year', () => {
  for (const [day, next] of [
    ['2026-11-22', new Date(2026, 10, 23)],
    ['2026-11-30', new Date(2026, 11, 1)],
    ['2028-02-28', new Date(2028, 1, 29)],
    ['2026-12-31', new Date(2027, 0, 1)],
  ] as const) {
    expect(endOfDay(day)).toEqual(next);
  }
  for (const nothing of ['', '2026', '22/11/2026']) expect(endOfDay(nothing)).toBeNull();
});

it('ends a day where dates are shown, also when the clock is changed that day', () => {
  for (const [day, zone, end] of [
    ['2026-12-10', 'UTC', '2026-12-11T00:00:00.000Z'],
    ['2026-12-10', 'America/Toronto', '2026-12-11T05:00:00.000Z'],
    ['2026-12-10', 'America/St_Johns', '2026-12-11T03:30:00.000Z'],
    ['2026-12-10', 'Asia/Tokyo', '2026-12-10T15:00:00.000Z'],
    ['2026-03-08', 'America/Toronto', '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/Toronto', '2026-11-02T05:00:00.000Z'],
  ] as const) {
    expect(endOfDay(day, zone)?.toISOString()).toBe(end);
    expect(dayOf(new Date(Date.parse(end) - 1), zone)).toBe(day);
  }
});

it('names the day of a moment as a date field does', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  expect(dayOf(endOfDay('2026-12-31') ?? new Date(0))).toBe('2027-01-01');
});
