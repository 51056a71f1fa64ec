import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** How long is rested for one crowd in all, milliseconds: what its telling holds is waited for, by readers of it as well. */
const IN_ALL_MS = 600;

/**
 * Rests between the pieces of what is done for one crowd, as long as each took, so that others get through meanwhile:
 * who replies elsewhere is not to wait for ten thousand inboxes.
 */
export class Rests {
  private left = IN_ALL_MS;

  /** Rests after a piece that began at this time (`performance.now()`); not at all once there was rest enough. */
  async after(began: number): Promise<void> {
    const long = Math.min(this.left, performance.now() - began);
    this.left -= long;
    if (long > 0) await wait(long);
  }
}
