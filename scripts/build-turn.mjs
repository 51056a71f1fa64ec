/** One build at a time in a folder: two at once would take each other's parts away while they move them to their place. */
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who builds says every few seconds that it still does; who was killed has lost its turn after so long. */
const STALE_MS = 15_000;
const TOUCH_MS = 3_000;
const LOOK_MS = 300;

/**
 * Waits until nobody else has this lock, and has it then; what it gives back ends that. `say` is told once that it waits.
 * Rejects where the lock cannot be written, and as `signal` says.
 */
export async function takeTurn(lock, say, signal) {
  // A package of development: whoever has nothing to build needs none.
  const { default: lockfile } = await import('proper-lockfile');
  for (let said = false; ; said = true) {
    const end = await lockfile
      .lock(dirname(lock), {
        lockfilePath: lock,
        realpath: false,
        stale: STALE_MS,
        update: TOUCH_MS,
        // A machine that slept in between: the build goes on, and is checked again by its inputs.
        onCompromised: () => undefined,
      })
      .catch((error) => {
        if (error.code !== 'ELOCKED') throw error;
      });
    if (end) return () => end().catch(() => undefined);
    if (!said) say('Another build is going on here; waiting for it …');
    await sleep(LOOK_MS, undefined, { signal });
  }
}
