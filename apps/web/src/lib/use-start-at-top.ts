import { useLayoutEffect } from 'react';

/** Begins at the top: for what takes the place of a page that one had read far down. */
export function useStartAtTop(): void {
  // Newer browsers answer a promise, which React would take for what undoes the effect.
  useLayoutEffect(() => void window.scrollTo({ top: 0, behavior: 'instant' }), []);
}
