import { expect, it } from '@jest/globals';
import { severalAtOnce } from './several-at-once.js';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}
const never = new AbortController().signal;

it('does each once, and no more of them at once than it may', async () => {
  const done: number[] = [];
  let [now, most] = [0, 0];
  await severalAtOnce(numbers(50), { atOnce: 4, signal: never }, async (number) => {
    most = Math.max(most, (now += 1));
    await new Promise((next) => setImmediate(next));
    now -= 1;
    done.push(number);
  });
  expect(done.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_, number) => number));
  expect(most).toBe(4);
});

it('throws the first failure once all others have ended, who are told', async () => {
  let running = 0;
  const told: boolean[] = [];
  const allBegun = Promise.withResolvers<void>();
  const all = severalAtOnce(numbers(50), { atOnce: 4, signal: never }, async (number, signal) => {
    if ((running += 1) === 4) allBegun.resolve();
    if (number === 2) {
      await allBegun.promise;
      running -= 1;
      throw new Error('the first');
    }
    await new Promise((next) => signal.addEventListener('abort', next, { once: true }));
    told.push(signal.aborted);
    running -= 1;
    throw new Error('broken off');
  });
  await expect(all).rejects.toThrow('the first');
  expect([running, told]).toEqual([0, [true, true, true]]);
});

it('begins nothing more once it is stopped', async () => {
  const stopping = new AbortController();
  const begun: number[] = [];
  const all = severalAtOnce(numbers(50), { atOnce: 1, signal: stopping.signal }, async (number) => {
    begun.push(number);
    if (number === 1) stopping.abort();
  });
  await expect(all).rejects.toThrow();
  expect(begun).toEqual([0, 1]);
});
