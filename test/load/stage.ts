import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival } from './plan.js';
import type { Outcome, Visitors } from './visitor.js';

/** A request that was answered, or not. */
export interface Done extends Outcome {
  readonly act: Arrival['act'];
  /** Seconds after the begin at which it was to be sent. */
  readonly at: number;
  /** Milliseconds from the planned time to the end of the answer. */
  readonly took: number;
}

/** Sends each arrival at its time, whatever became of those before it, and waits for all answers. */
export async function run(visitors: Visitors, arrivals: Iterable<Arrival>): Promise<Done[]> {
  const done: Done[] = [];
  const open = new Set<Promise<void>>();
  const begin = performance.now();
  for (const arrival of arrivals) {
    const wait = begin + arrival.at - performance.now();
    if (wait > 1) await sleep(wait);
    const asking = visitors.do(arrival).then((outcome) => {
      open.delete(asking);
      const { act, at } = arrival;
      return void done.push({ ...outcome, act, at: at / 1000, took: performance.now() - begin - at });
    });
    open.add(asking);
  }
  await Promise.all(open);
  return done;
}

/** Calls `look` every so many milliseconds until stopped. */
export function every(milliseconds: number, look: () => Promise<void>): { stop(): Promise<void> } {
  const ending = new AbortController();
  const looking = (async () => {
    while (!ending.signal.aborted) {
      await look();
      await sleep(milliseconds, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ending.abort();
      await looking;
    },
  };
}
