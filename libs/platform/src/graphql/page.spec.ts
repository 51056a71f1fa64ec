import { describe, expect, it } from '@jest/globals';
import { BadInput } from '../errors/index.js';
import { decodeCursor, encodeCursor, readPage, readWindow } from './page.js';

const isNumberKey = (parts: unknown[]): parts is [number] => parts.length === 1 && Number.isInteger(parts[0]);
const fieldOf = (act: () => unknown): string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof BadInput) return Object.keys(error.details.fields ?? {});
    throw error;
  }
  return [];
};

describe('pages', () => {
  it('are of 20 where nothing is said and of 1 to 50 otherwise', () => {
    expect(readPage({}, isNumberKey).size).toBe(20);
    expect(readPage({ first: null }, isNumberKey).size).toBe(20);
    expect(readPage({ first: 50 }, isNumberKey).size).toBe(50);
    for (const first of [0, -1, 51, 2 ** 31 - 1])
      expect(fieldOf(() => readPage({ first }, isNumberKey))).toEqual(['first']);
    for (const last of [0, 51]) expect(fieldOf(() => readWindow({ last }, isNumberKey))).toEqual(['last']);
  });

  it('give back the key that a cursor was made of', () => {
    expect(decodeCursor(encodeCursor([7]), 'after', isNumberKey)).toEqual([7]);
  });

  it.each([
    '',
    'x',
    '!!!',
    Buffer.from('{"a":1}').toString('base64url'),
    encodeCursor(['7']),
    encodeCursor([1, 2]),
    '\u0000',
    '🙈',
  ])('name the field of a cursor that was not made here: %j', (cursor) => {
    expect(fieldOf(() => decodeCursor(cursor, 'before', isNumberKey))).toEqual(['before']);
  });

  it('take no cursor for none, and an empty one for a wrong one', () => {
    expect(readPage({ after: null }, isNumberKey).after).toBeNull();
    expect(readWindow({ last: 5, before: undefined }, isNumberKey)).toMatchObject({ before: null });
    expect(fieldOf(() => readPage({ after: '' }, isNumberKey))).toEqual(['after']);
    expect(fieldOf(() => readWindow({ after: '' }, isNumberKey))).toEqual(['after']);
    expect(fieldOf(() => readWindow({ before: '' }, isNumberKey))).toEqual(['before']);
  });

  it('go forward, backward or around, and never two ways at once', () => {
    const cursor = encodeCursor([3]);
    expect(readWindow({}, isNumberKey)).toEqual({ kind: 'forward', size: 20, after: null });
    expect(readWindow({ first: 5, after: cursor }, isNumberKey)).toEqual({ kind: 'forward', size: 5, after: [3] });
    expect(readWindow({ last: 5, before: cursor }, isNumberKey)).toEqual({ kind: 'backward', size: 5, before: [3] });
    expect(readWindow({ around: 4711, first: 10 }, isNumberKey)).toEqual({ kind: 'around', size: 10, number: 4711 });
    expect(fieldOf(() => readWindow({ around: 1, after: cursor }, isNumberKey))).toEqual(['after']);
    expect(fieldOf(() => readWindow({ around: 1, before: cursor }, isNumberKey))).toEqual(['before']);
    expect(fieldOf(() => readWindow({ around: 0 }, isNumberKey))).toEqual(['around']);
    expect(fieldOf(() => readWindow({ last: 5, first: 5 }, isNumberKey))).toEqual(['first']);
  });
});
