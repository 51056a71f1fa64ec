import { useEffect, useEffectEvent } from 'react';
import { isMac } from '../../lib/keyboard/shortcuts.js';
import type { ThreadReader } from './thread-reader.js';

/**
 * Ctrl P (⌘ P) prints the thread and not only what is loaded of it; who presses it again gets what is there. The browser's
 * own menu cannot be made to wait. `say` tells that something is being loaded.
 */
export function usePrintWhole(reader: ThreadReader, isWhole: boolean, say: () => void): void {
  const onWait = useEffectEvent(say);
  useEffect(() => {
    if (isWhole) return;
    let waiting: symbol | null = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
      if (key.toLowerCase() !== 'p' || altKey || shiftKey || !(isMac() ? metaKey : ctrlKey)) return;
      if (waiting && !event.repeat) {
        waiting = null;
        return;
      }
      event.preventDefault();
      // It is held.
      if (waiting) return;
      const own = (waiting = Symbol('wait'));
      onWait();
      const { pathname } = location;
      // Not by who has gone elsewhere meanwhile.
      const isAwaited = (): boolean => waiting === own && pathname === location.pathname;
      const finish = (): void => {
        const isDue = isAwaited();
        if (waiting === own) waiting = null;
        if (isDue) print();
      };
      void import('./load-whole.js')
        .then(({ loadWhole }) => loadWhole(reader, isAwaited))
        // Once it is drawn; what could not be loaded is missing on paper, and the page says there which part it is.
        .finally(() => requestAnimationFrame(() => setTimeout(finish)));
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [reader, isWhole]);
}
