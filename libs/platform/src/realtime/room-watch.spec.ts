import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { createLogger } from '../logging/index.js';
import type { WireSocket } from './live-socket.js';
import { RoomWatch } from './room-watch.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A page in one room, and one that is in none; and whether their connections were cut off. */
function pages(): { all: WireSocket[]; states: () => [rooms: number, cut: boolean][] } {
  const made = [{ 'thread:1': { name: 'thread:1', communityId: 'c', closed: { threadId: '1' } } }, {}].map((rooms) => {
    const page = { data: { accountId: 'ann', rooms }, rooms: new Set(Object.keys(rooms)), cut: false };
    return Object.assign(page, {
      leave: () => undefined,
      emit: () => undefined,
      conn: { close: () => (page.cut = true) },
    });
  });
  return {
    all: made as unknown as WireSocket[],
    states: () => made.map(({ data, cut }) => [Object.keys(data.rooms).length, cut]),
  };
}

it('lets nobody stay where it cannot find out who may, again and again, and warns of it once', async () => {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line: string) => void lines.push(line) });
  let isAway = true;
  const [first, later] = [pages(), pages()];
  let now = first;
  const ask = async (): Promise<[]> => (isAway ? Promise.reject(new Error('away')) : []);
  const watch = new RoomWatch(() => now.all, ask, logger);
  const looks = (times: number): Promise<void> => jest.advanceTimersByTimeAsync(times * 5_000);

  // A look that succeeds begins the count anew.
  await looks(2);
  isAway = false;
  await looks(1);
  isAway = true;
  await looks(2);
  expect([first.states(), lines.length]).toEqual([
    [
      [1, false],
      [0, false],
    ],
    0,
  ]);
  await looks(1);
  expect(first.states()).toEqual([
    [0, true],
    [0, false],
  ]);
  // Who came in meanwhile stays no longer either.
  now = later;
  await looks(2);
  expect(later.states()).toEqual([
    [1, false],
    [0, false],
  ]);
  await looks(1);
  watch.close();
  expect([later.states(), lines.length]).toEqual([
    [
      [0, true],
      [0, false],
    ],
    1,
  ]);
});
