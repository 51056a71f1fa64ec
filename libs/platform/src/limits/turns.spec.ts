import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('turns', () => {
  it('lets so many work at once, others in their order, and refuses who comes to a long line', async () => {
    const turns = new Turns(2, 2);
    const log: string[] = [];
    const works = new Map<string, PromiseWithResolvers<void>>();
    const begin = (name: string): Promise<void> =>
      turns.take(() => {
        log.push(name);
        const work = Promise.withResolvers<void>();
        works.set(name, work);
        return work.promise;
      });
    const [a, b, c, d] = [begin('a'), begin('b'), begin('c'), begin('d')];
    await expect(begin('e')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(log).toEqual(['a', 'b']);
    works.get('b')?.reject(new Error('no'));
    await expect(b).rejects.toThrow('no');
    await new Promise(setImmediate);
    expect(log).toEqual(['a', 'b', 'c']);
    for (const [name, done] of [
      ['a', a],
      ['c', c],
    ] as const) {
      works.get(name)?.resolve();
      await done;
    }
    await new Promise(setImmediate);
    works.get('d')?.resolve();
    await d;
    // All places are free again.
    void begin('f');
    void begin('g');
    expect(log).toEqual(['a', 'b', 'c', 'd', 'f', 'g']);
  });
});
