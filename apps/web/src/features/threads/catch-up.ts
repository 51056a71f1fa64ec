import { PAGE_MAX } from './thread-source.js';
import type { ThreadSource } from './thread-source.js';
import { cursorForLater, hasGap, lastLoaded, letGo, markSeen, mergePage, renewPosts } from './thread-window.js';
import type { ThreadWindow } from './thread-window.js';

/** A gap longer than this is not fetched by itself: the pill says how many replies there are. */
const LONGEST_CATCH_UP = 150;

/** The window that a reader holds, which may change while pages for it are on their way. */
export interface HeldWindow {
  read: () => ThreadWindow | null;
  set: (window: ThreadWindow) => void;
  /** Whether the end is in view, so that what is put there counts as seen. */
  endInView: () => boolean;
}

/** Fetches what is missing at the end, one question at a time; a long gap is left to the reader. */
export async function fillGap(source: ThreadSource, held: HeldWindow): Promise<void> {
  for (;;) {
    const window = held.read();
    if (!window || !hasGap(window)) return;
    const missing = window.lastNumber - lastLoaded(window);
    const after = cursorForLater(window);
    if (!after || missing > LONGEST_CATCH_UP) {
      held.set(letGo(window));
      return;
    }
    const answer = await source.page({ first: PAGE_MAX, after });
    const present = held.read();
    if (answer.problem || !present) return;
    const merged = mergePage(present, answer.value);
    const grown = lastLoaded(merged) > lastLoaded(present);
    held.set(held.endInView() && merged.atEnd ? markSeen(merged) : merged);
    // The server may know less than an event has promised (a post whose writing is not visible yet): no circle.
    if (!grown) return;
  }
}

/** Reads the loaded posts from a number again: edits and deletions during a lost connection have no number to miss. */
export async function refetch(source: ThreadSource, held: HeldWindow, start: number): Promise<void> {
  const loaded = held.read();
  const to = loaded ? lastLoaded(loaded) : 0;
  for (let from = start; from <= to; from += PAGE_MAX) {
    const first = Math.min(PAGE_MAX, to - from + 1);
    const answer = await source.page({ around: from + Math.floor(first / 2), first });
    const window = held.read();
    if (answer.problem || !window) return;
    held.set(renewPosts(window, answer.value));
  }
}
