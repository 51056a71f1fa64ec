import type { ThreadReader } from './thread-reader.js';

/** Most pages that are loaded to be printed; of a longer thread, paper says which part it is. */
const MOST_PAGES = 50;

/** Waits until nothing is being loaded that was asked for otherwise. */
function untilIdle(reader: ThreadReader): Promise<void> {
  return new Promise((resolve) => {
    const undo = reader.subscribe(() => {
      if (reader.read().busy) return;
      undo();
      resolve();
    });
  });
}

/** Loads what is missing of the thread; ends early where a part cannot be loaded, or nobody waits for it any more. */
export async function loadWhole(reader: ThreadReader, isAwaited = (): boolean => true): Promise<void> {
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    if (reader.read().busy) await untilIdle(reader);
    if (!isAwaited()) return;
    const { window } = reader.read();
    if (!window) return;
    if ((window.posts[0]?.number ?? 1) > 1) await reader.earlier();
    else if (!window.atEnd) await reader.later();
    else return;
    if (reader.read().window?.posts.length === window.posts.length) return;
  }
}
