import { describe, expect, it } from '@jest/globals';
import { spansBefore } from './search-span.js';

const DAY_MS = 86_400_000;

describe('spansBefore', () => {
  it('covers all time without a gap, each stretch longer than the one before', () => {
    for (let day = 20_000; day < 20_600; day += 7) {
      const spans = spansBefore(day * DAY_MS + 1_234);
      expect(spans.map(({ until }) => until)).toEqual(['infinity', ...spans.slice(0, -1).map(({ since }) => since)]);
      expect(spans.at(-1)).toMatchObject({ marks: '', since: '-infinity' });
    }
  });

  it('names the marks of every day of a stretch', () => {
    const today = 20_413;
    const kinds = { d: 0, s: 4, y: 8 };
    for (const { marks, since, until } of spansBefore(today * DAY_MS).slice(0, -1)) {
      const first = Date.parse(since) / DAY_MS;
      const last = until === 'infinity' ? today + 1 : Date.parse(until) / DAY_MS - 1;
      const named = [...marks.matchAll(/=([dsy])(\d+)/g)].map(([, kind, number]) => `${kind}${number}`);
      const kind = (named[0]?.[0] ?? 'd') as keyof typeof kinds;
      for (let day = first; day <= last; day += 1) expect(named).toContain(`${kind}${day >> kinds[kind]}`);
    }
  });
});
