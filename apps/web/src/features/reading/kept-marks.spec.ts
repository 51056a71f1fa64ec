import { describe, expect, it } from '@jest/globals';
import { keepMark, keptMarks } from './kept-marks.js';

class Memory {
  private readonly items = new Map<string, string>();
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.items.set(key, value);
  removeItem = (key: string): void => void this.items.delete(key);
  key = (index: number): string | null => [...this.items.keys()][index] ?? null;
  get length(): number {
    return this.items.size;
  }
}

describe('marks on this device', () => {
  it('are kept for each account apart until the server knows', () => {
    const storage = new Memory();
    keepMark(storage, 'amara', 't1', 3);
    keepMark(storage, 'amara', 't2', 9);
    keepMark(storage, 'amara', 't1', 4);
    keepMark(storage, 'lena', 't1', 7);
    expect(keptMarks(storage, 'amara')).toEqual(
      new Map([
        ['t2', 9],
        ['t1', 4],
      ]),
    );
    keepMark(storage, 'amara', 't1', null);
    expect([...keptMarks(storage, 'amara').keys()]).toEqual(['t2']);
    expect([...keptMarks(storage, 'lena').values()]).toEqual([7]);
  });

  it('leave out what is no number, and do without a storage', () => {
    const storage = new Memory();
    storage.setItem('copse.read.amara.t1', 'much');
    expect(keptMarks(storage, 'amara').size).toBe(0);
    const forbidden = new Memory();
    Object.defineProperty(forbidden, 'length', {
      get: () => {
        throw new Error('forbidden');
      },
    });
    forbidden.setItem = () => {
      throw new Error('full');
    };
    expect(() => keepMark(forbidden, 'amara', 't1', 1)).not.toThrow();
    expect(keptMarks(forbidden, 'amara').size).toBe(0);
  });
});
