import { describe, expect, it } from '@jest/globals';
import {
  fileSize,
  formatPercent,
  fullDate,
  hourOfDay,
  lastDay,
  relativeTime,
  shortDate,
  waitInWords,
} from './format.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');

describe('formats', () => {
  it('says how long ago something was, in both languages', () => {
    expect(relativeTime('2026-11-21T09:00:00.000Z', 'en', now)).toBe('3 hours ago');
    expect(relativeTime('2026-11-21T09:00:00.000Z', 'fr', now)).toBe('il y a 3\u00A0heures');
    expect(relativeTime('2026-11-20T11:00:00.000Z', 'en', now)).toBe('yesterday');
  });

  it('writes hundredths as each language does', () => {
    expect(formatPercent(1.2, 'en')).toBe('120%');
    expect(formatPercent(1.2, 'fr').replaceAll(/\s/g, ' ')).toBe('120 %');
  });

  it('never speaks of the future when the server clock is ahead', () => {
    expect(relativeTime('2026-11-21T12:00:05.000Z', 'en', now)).toBe('now');
  });

  it('shows the year only when it is another', () => {
    expect(shortDate('2026-11-10T12:00:00.000Z', 'en', undefined, new Date(now))).not.toContain('2026');
    expect(shortDate('2025-11-10T12:00:00.000Z', 'fr', undefined, new Date(now))).toContain('2025');
    expect(shortDate('2025-01-01T12:00:00.000Z', 'fr', 'UTC', new Date(now))).toMatch(/^1er\u00A0janv/);
    expect(fullDate('2025-01-01T12:00:00.000Z', 'fr', 'UTC')).toMatch(/^1er janvier 2025/);
  });

  it('goes by the zone of the reader, for the day, the year and the hour', () => {
    const newYear = '2026-01-01T03:00:00.000Z';
    expect(shortDate(newYear, 'en', 'UTC', new Date(now))).toMatch(/^Jan\.? 1$/);
    expect(shortDate(newYear, 'en', 'America/Toronto', new Date(now))).toMatch(/31.*2025/);
    expect(fullDate(newYear, 'en', 'America/Toronto')).toMatch(/December 31, 2025.*10:00/);
    expect(hourOfDay(Date.parse(newYear), 'America/Toronto')).toBe(22);
    expect(hourOfDay(Date.parse('2026-01-01T00:30:00.000Z'), 'UTC')).toBe(0);
  });

  it('writes dates the Canadian way', () => {
    expect(fullDate('2026-11-10T12:00:00.000Z', 'fr', 'UTC')).toMatch(/10 novembre 2026/);
  });

  it.each([
    // The end of the 10th in Toronto, read elsewhere as well.
    ['2026-12-11T05:00:00.000Z', 'America/Toronto'],
    ['2026-12-11T05:00:00.000Z', 'America/Vancouver'],
    ['2026-12-11T05:00:00.000Z', 'America/St_Johns'],
    ['2026-12-11T05:00:00.000Z', 'UTC'],
    ['2026-12-11T00:00:00.000Z', 'UTC'],
  ])('names the last day that was chosen: %s in %s', (until, zone) => {
    expect(lastDay(until, 'en', zone)).toBe('December 10, 2026');
    expect(lastDay(until, 'fr', zone)).toBe('10\u00A0décembre 2026');
  });

  it('writes the first of a month as French does', () => {
    expect(lastDay('2026-12-02T05:00:00.000Z', 'fr', 'America/Toronto')).toBe('1er\u00A0décembre 2026');
    expect(lastDay('2026-12-02T05:00:00.000Z', 'en', 'America/Toronto')).toBe('December 1, 2026');
  });

  it('rounds a wait up', () => {
    expect(waitInWords(40.2, 'en')).toBe('41 seconds');
    expect(waitInWords(121, 'fr')).toMatch(/^3\sminutes$/u);
  });

  it('says how large a file is, in both languages', () => {
    const plain = (text: string): string => text.replaceAll(/\s/g, ' ');
    expect(plain(fileSize(1, 'en'))).toBe('1 byte');
    expect(plain(fileSize(0, 'fr'))).toBe('0 octet');
    expect(plain(fileSize(1_048_575, 'en'))).toBe('1 MB');
    expect(plain(fileSize(2_516_582, 'en'))).toBe('2.4 MB');
    expect(plain(fileSize(2_516_582, 'fr'))).toBe('2,4 Mo');
    expect(plain(fileSize(104_857_600, 'fr'))).toBe('100 Mo');
    expect(plain(fileSize(5 * 1024 ** 4, 'en'))).toBe('5,120 GB');
  });
});
