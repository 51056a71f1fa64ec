import { describe, expect, it } from '@jest/globals';
import { fullDate, relativeTime, shortDate, waitInWords } from './format.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');

describe('formats', () => {
  it('says how long ago something was, in both languages', () => {
    expect(relativeTime('2026-11-21T09:00:00.000Z', 'en', now)).toBe('3 hours ago');
    expect(relativeTime('2026-11-21T09:00:00.000Z', 'fr', now)).toBe('il y a 3 heures');
    expect(relativeTime('2026-11-20T11:00:00.000Z', 'en', now)).toBe('yesterday');
  });

  it('never speaks of the future when the server clock is ahead', () => {
    expect(relativeTime('2026-11-21T12:00:05.000Z', 'en', now)).toBe('now');
  });

  it('shows the year only when it is another', () => {
    expect(shortDate('2026-11-10T12:00:00.000Z', 'en', new Date(now))).not.toContain('2026');
    expect(shortDate('2025-11-10T12:00:00.000Z', 'fr', new Date(now))).toContain('2025');
  });

  it('writes dates the Canadian way', () => {
    expect(fullDate('2026-11-10T12:00:00.000Z', 'fr', 'UTC')).toMatch(/10 novembre 2026/);
  });

  it('rounds a wait up', () => {
    expect(waitInWords(40.2, 'en')).toBe('41 seconds');
    expect(waitInWords(121, 'fr')).toMatch(/^3\sminutes$/u);
  });
});
