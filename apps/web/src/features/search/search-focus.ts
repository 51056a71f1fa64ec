import { useEffect, useEffectEvent } from 'react';

let open: (() => void) | null = null;

/** Puts the cursor into the search box, wherever it is on this screen; opens it first where there is only its icon. */
export const focusSearch = (): void => open?.();

/** Makes this what {@link focusSearch} does, while the box is there. */
export function useSearchFocus(focus: () => void): void {
  const run = useEffectEvent(focus);
  useEffect(() => {
    const mine = (): void => run();
    open = mine;
    return () => {
      if (open === mine) open = null;
    };
  }, []);
}
