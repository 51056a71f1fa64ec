import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/** By how many percent the heap may grow over what was in use at the last collection before it is collected again. */
const GROWTH_PERCENT = 40;

/**
 * Keeps the heap near what is in use. V8 alone lets it grow to four times as much on a machine with some memory, which
 * belongs to the database and to others as well.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}

/** Gives back what only starting needed, nearly half of all: without load V8 sees no reason to collect it. Never throws. */
export async function giveBackMemory(): Promise<void> {
  const session = new Session();
  try {
    session.connect();
    await session.post('HeapProfiler.collectGarbage');
  } catch {
    // A Node without an inspector keeps it until there is load.
  } finally {
    session.disconnect();
  }
}
