import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { RunningSums } from './running-sums.service.js';

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('RunningSums', () => {
  it('goes on where it was, and may be asked again', () => {
    const sums = new RunningSums();
    const first = sums.goOn('a', 0)?.update('ab');
    if (!first) throw new Error('The beginning is always known.');
    sums.keep('a', 2, first);
    expect(sums.of('a', 3)).toBeNull();
    const next = sums.goOn('a', 2)?.update('c');
    if (!next) throw new Error('It was kept.');
    sums.keep('a', 3, next);
    expect([sums.of('a', 3), sums.of('a', 3)]).toEqual([sum('abc'), sum('abc')]);
  });

  it('knows nothing of what came elsewhere, and begins anew at the first byte', () => {
    const sums = new RunningSums();
    expect(sums.goOn('a', 2)).toBeNull();
    const hash = sums.goOn('a', 0)?.update('ab');
    if (hash) sums.keep('a', 2, hash);
    expect([sums.goOn('a', 1), sums.goOn('a', 3), sums.goOn('b', 2)]).toEqual([null, null, null]);
    expect(sums.goOn('a', 0)?.digest('hex')).toBe(sum(''));
    sums.forget('a');
    expect(sums.of('a', 2)).toBeNull();
  });
});
