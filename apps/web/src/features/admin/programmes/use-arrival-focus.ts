import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Gives the focus to what a step begins with, when the step takes the place of the one before it, whose controls are
 * gone: it is read out, and Tab goes on from there. Text needs `tabIndex={-1}` for it. Not where `wanted` is false: the
 * page has just been opened.
 */
export function useArrivalFocus<Kind extends HTMLElement>(wanted = true): RefObject<Kind | null> {
  const ref = useRef<Kind>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    // After a dialog that closes at the same time has given its focus back.
    const timer = setTimeout(() => ref.current?.focus());
    return () => clearTimeout(timer);
  }, [wanted]);
  return ref;
}
