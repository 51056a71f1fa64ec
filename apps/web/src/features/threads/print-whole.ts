import { useEffect } from 'react';
import { isMac } from '../../lib/keyboard/shortcuts.js';
import type { ThreadReader } from './thread-reader.js';
import { firstNumber } from './thread-window.js';

/** Most pages that are loaded to be printed; of a longer thread, paper says which part it is. */
const MOST_PAGES = 50;

/** Loads what is missing of the thread; ends early where a part cannot be loaded. */
export async function loadWhole(reader: ThreadReader): Promise<void> {
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { window } = reader.read();
    if (!window) return;
    if (firstNumber(window) > 1) await reader.earlier();
    else if (!window.atEnd) await reader.later();
    else return;
    if (reader.read().window?.posts.length === window.posts.length) return;
  }
}

/** Ctrl P (⌘ P) prints the thread and not only what is loaded of it. The browser's own menu cannot be made to wait. */
export function usePrintWhole(reader: ThreadReader, isWhole: boolean): void {
  useEffect(() => {
    if (isWhole) return;
    let loading = false;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
      if (key.toLowerCase() !== 'p' || altKey || shiftKey || !(isMac() ? metaKey : ctrlKey)) return;
      event.preventDefault();
      if (loading) return;
      loading = true;
      const { pathname } = location;
      void loadWhole(reader).then(() => {
        loading = false;
        // Once it is drawn, and if one has not gone elsewhere meanwhile.
        requestAnimationFrame(() => setTimeout(() => pathname === location.pathname && print()));
      });
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [reader, isWhole]);
}
