import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/**
 * Gives back what only starting needed, nearly half of all: without load V8 sees no reason to collect it. The process stands
 * still meanwhile: for before anybody can ask it. Never throws.
 */
export async function giveBackMemory(): Promise<void> {
  try {
    // A Node that was built without an inspector has no such module, and keeps it until there is load.
    const { Session } = await import('node:inspector/promises');
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.collectGarbage').finally(() => session.disconnect());
  } catch {
    // It is a matter of memory alone.
  }
}

/** A process is calm that does something for less than this share of its time, for so many looks: forty requests a second are more. */
const CALM = { share: 0.03, looks: 3 };
/** What a collection must promise to be worth its pause: as much more than after the last one, bytes. */
const WORTH = 64 * 1024 * 1024;

/**
 * Gives back what load needed, when it is over: V8 keeps the room of the greatest rush for as long as nobody asks. One pause
 * of a tenth of a second, once the process is calm and its heap holds 64 MiB more than after the last time.
 */
export function giveBackAfterLoad(everyMs = 1_000): void {
  let before = performance.eventLoopUtilization();
  let calm = 0;
  let least = getHeapStatistics().total_heap_size;
  const look = (): void => {
    const now = performance.eventLoopUtilization();
    calm = performance.eventLoopUtilization(now, before).utilization < CALM.share ? calm + 1 : 0;
    before = now;
    const held = getHeapStatistics().total_heap_size;
    least = Math.min(least, held);
    if (calm < CALM.looks || held - least < WORTH) return;
    calm = 0;
    // What could not be given back this time is not tried again before there was more load.
    void giveBackMemory().then(() => (least = getHeapStatistics().total_heap_size));
  };
  setInterval(look, everyMs).unref();
}
