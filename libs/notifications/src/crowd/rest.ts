import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** How long is rested after a piece of work, as a share of what it took, and at most, milliseconds. */
const REST = { share: 0.5, mostMs: 250 };

/**
 * Rests after a piece of what is done for a crowd, half as long as it took since `began` (`performance.now()`), so that
 * others get through meanwhile: who replies elsewhere is not to wait for ten thousand inboxes.
 */
export const restAfter = (began: number): Promise<void> =>
  wait(Math.min(REST.mostMs, (performance.now() - began) * REST.share));
