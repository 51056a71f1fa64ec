import { describe, expect, it } from '@jest/globals';
import { comingTime, hourWords, weekdayWords } from './digest-time.js';

/** Spaces of Intl that do not break, as plain ones: which of them it takes changes from one edition to the next. */
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe('hourWords', () => {
  it.each([
    [0, 'en', '12:00 a.m.'],
    [7, 'en', '7:00 a.m.'],
    [19, 'en', '7:00 p.m.'],
    [0, 'fr', '0 h'],
    [7, 'fr', '7 h'],
    [19, 'fr', '19 h'],
  ])('%i in %s is %s', (hour, locale, words) => {
    expect(plain(hourWords(hour, locale))).toContain(words);
  });
});

describe('weekdayWords', () => {
  it.each([
    [1, 'en', 'Monday'],
    [7, 'en', 'Sunday'],
    [1, 'fr', 'lundi'],
    [7, 'fr', 'dimanche'],
  ])('%i in %s is %s', (weekday, locale, words) => {
    expect(weekdayWords(weekday, locale)).toBe(words);
  });
});

describe('comingTime', () => {
  const now = Date.parse('2026-03-07T23:30:00Z');
  it.each([
    ['2026-03-08T00:30:00Z', 'America/Toronto', 'today', '7:30 p.m.'],
    ['2026-03-08T11:00:00Z', 'America/Toronto', 'tomorrow', '7:00 a.m.'],
    ['2026-03-08T00:30:00Z', 'Europe/Paris', 'today', '1:30 a.m.'],
    ['2026-03-08T23:30:00Z', 'Europe/Paris', 'tomorrow', '12:30 a.m.'],
    ['2026-03-09T11:00:00Z', 'America/Toronto', 'Monday, March 9', '7:00 a.m.'],
  ])('%s in %s is %s at %s', (iso, timeZone, day, time) => {
    const words = comingTime(iso, 'en', timeZone, now);
    expect([words.day, plain(words.time)]).toEqual([day, time]);
  });

  it('says it in French', () => {
    const words = comingTime('2026-03-08T11:00:00Z', 'fr', 'America/Toronto', now);
    expect(words.day).toBe('demain');
    expect(plain(words.time)).toBe('7 h 00');
    expect(words.time).not.toContain(' ');
  });
});
