import { describe, expect, it } from '@jest/globals';
import { day } from './day.js';

describe('day', () => {
  it.each(['2026-01-01', '2024-02-29', '1900-12-31', '2199-06-30'])('takes %s', (text) => {
    expect(day().safeParse(text).success).toBe(true);
  });

  it.each([
    '',
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '9999-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    'today',
    'infinity',
  ])('refuses %j', (text) => {
    expect(day().safeParse(text).success).toBe(false);
  });
});
