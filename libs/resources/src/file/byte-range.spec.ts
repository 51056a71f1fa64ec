import { describe, expect, it } from '@jest/globals';
import { askedRange, hasAlready, rangeHolds } from './byte-range.js';

describe('askedRange, of ten bytes', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=3-5', { start: 3, end: 5 }],
    ['bytes=9-9', { start: 9, end: 9 }],
    ['bytes=5-99', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-10', { start: 0, end: 9 }],
    ['bytes=-11', { start: 0, end: 9 }],
    ['Bytes= 1-2 ', { start: 1, end: 2 }],
    ['bytes=10-', 'outside'],
    ['bytes=10-20', 'outside'],
    ['bytes=999999999999999-', 'outside'],
    ['bytes=-0', 'outside'],
    [undefined, null],
    ['', null],
    ['bytes', null],
    ['bytes=', null],
    ['bytes=-', null],
    ['bytes=5-3', null],
    ['bytes=a-b', null],
    ['bytes=0x1-2', null],
    ['bytes=--3', null],
    ['bytes=1.5-2', null],
    ['bytes=0-1,3-4', null],
    ['bytes=0-0,-1', null],
    ['items=0-3', null],
    ['bytes=9999999999999999-', null],
    [`bytes=${'0,'.repeat(5_000)}`, null],
  ] as const)('%s', (header, expected) => {
    expect(askedRange(header, 10)).toEqual(expected);
  });
});

describe('conditions', () => {
  it('know the present state among several', () => {
    for (const header of ['"a"', 'W/"a"', '"b", "a"', '*', ' "a" ']) expect(hasAlready(header, '"a"')).toBe(true);
    for (const header of [undefined, '', '"b"', 'a', '"a', '"aa"']) expect(hasAlready(header, '"a"')).toBe(false);
  });

  it('let a range through only for the very bytes that were meant', () => {
    expect([undefined, '"a"', ' "a" '].map((header) => rangeHolds(header, '"a"'))).toEqual([true, true, true]);
    for (const header of ['"b"', 'W/"a"', '', 'Sun, 22 Nov 2026 05:00:00 GMT'])
      expect(rangeHolds(header, '"a"')).toBe(false);
  });
});
