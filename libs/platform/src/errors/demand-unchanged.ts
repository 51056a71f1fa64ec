import { Conflict } from './domain-error.js';

/**
 * Refuses to write over what somebody else changed since the caller began. Call it with the thing held, so that it
 * stays the revision it is; `expected` is null for a caller who does not mind. @throws Conflict with the present revision
 */
export function demandUnchanged(revision: number, expected: number | null): void {
  if (expected === null || expected === revision) return;
  throw new Conflict('Somebody changed this meanwhile. Please look at it as it is now.', { revision });
}
