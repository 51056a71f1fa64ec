import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { FocusEvent } from 'react';

/** To be spread over the element around the part. */
interface FocusHome {
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
}

/**
 * For a part whose controls vanish by themselves (a file has arrived: nothing of it can be paused any more). When what
 * had the focus is gone, `home` is told what that was and says what takes it, before the page's heading would.
 */
export function useFocusHome(home: (gone: Element) => HTMLElement | null): FocusHome {
  const last = useRef<Element | null>(null);
  const goHome = useEffectEvent(() => {
    const gone = last.current;
    if (!gone || gone.isConnected) return;
    last.current = null;
    const nowhere = !document.activeElement || document.activeElement === document.body;
    if (nowhere) home(gone)?.focus({ preventScroll: true });
  });
  // Each time that the part is drawn: only then can anything have gone.
  useLayoutEffect(() => goHome());
  return {
    onFocus: ({ target }) => {
      last.current = target;
    },
    // React hears nothing of the blur of what it takes away itself.
    onBlur: () => {
      last.current = null;
    },
  };
}
