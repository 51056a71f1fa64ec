import { setFlagsFromString } from 'node:v8';

/** By how many percent the heap may grow over what was in use at the last collection before it is collected again. */
const GROWTH_PERCENT = 40;

/**
 * Keeps the heap near what is in use. V8 alone lets it grow to four times as much on a machine with some memory, which
 * belongs to the database and to others as well. V8 says nothing of a flag that it does not know: the test looks it up.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}

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
