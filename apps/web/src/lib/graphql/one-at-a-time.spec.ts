import { describe, expect, it } from '@jest/globals';
import { oneAtATime } from './one-at-a-time.js';

describe('oneAtATime', () => {
  it('runs once more for all who ask meanwhile, never two at once', async () => {
    let runs = 0;
    let now = 0;
    let most = 0;
    const ask = oneAtATime(async () => {
      runs++;
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
    });
    const first = ask();
    const others = Promise.all([ask(), ask(), ask()]);
    await Promise.all([first, others]);
    expect([runs, most]).toEqual([2, 1]);
    await ask();
    expect(runs).toBe(3);
  });

  it('can be asked again after it failed', async () => {
    let fail = true;
    const ask = oneAtATime(() => (fail ? Promise.reject(new Error('no')) : Promise.resolve()));
    await expect(ask()).rejects.toThrow('no');
    fail = false;
    await expect(ask()).resolves.toBeUndefined();
  });
});
