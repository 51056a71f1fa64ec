import { describe, expect, it } from '@jest/globals';
import { SHOWN_ROWS, tablePart } from './table-part.js';

const whole = (text: string) => tablePart({ text, cut: false });

describe('tablePart', () => {
  it.each([
    ['commas', 'Name,City\nBell,Halifax\n'],
    ['semicolons', 'Name;City\nBell;Halifax\n'],
    ['tabs', 'Name\tCity\nBell\tHalifax\n'],
    ['what Excel says', 'sep=;\nName;City\nBell;Halifax\n'],
  ])('finds the cells between %s', (_what, text) => {
    expect(whole(text)).toEqual({ head: ['Name', 'City'], rows: [['Bell', 'Halifax']], cut: false });
  });

  it('fills short rows, leaves blank ones out, and reads quoted cells', () => {
    const { rows } = whole('a,b,c\n1\n\n"two, and\nthree",4\n');
    expect(rows).toEqual([
      ['1', '', ''],
      ['two, and\nthree', '4', ''],
    ]);
  });

  it('shows so many rows and says that there are more', () => {
    const lines = (count: number): string => Array.from({ length: count + 1 }, (_, row) => `${row},x`).join('\n');
    expect(whole(lines(SHOWN_ROWS)).cut).toBe(false);
    const long = whole(lines(SHOWN_ROWS + 1));
    expect([long.rows.length, long.cut]).toEqual([SHOWN_ROWS, true]);
    expect(tablePart({ text: 'a,b\n1,2', cut: true }).cut).toBe(true);
  });

  it('does not draw thousands of columns', () => {
    const { head, cut } = whole('x,'.repeat(3000));
    expect([head.length, cut]).toEqual([60, true]);
  });

  it('reads nothing as nothing', () => {
    expect(whole('')).toEqual({ head: [], rows: [], cut: false });
  });
});
