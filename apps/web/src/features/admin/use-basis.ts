import { useCallback, useState } from 'react';

/** The revision of a thing with which a page's forms began, and how it moves on. */
export interface Basis {
  revision: number;
  /** Call with the revision that one's own change led to. */
  moved: (to: number) => void;
  /** Drops what was typed and begins anew with what there is now. */
  startOver: () => void;
}

/**
 * Remembers with which revision a page's forms began, whatever the page fetches later: the server refuses a change that
 * began with another. One's own change raises it by one; by more means that others changed the thing too, which the
 * forms that are still open do not show, so that theirs stays what it was.
 */
export function useBasis(present: number, startOver: () => void): Basis {
  const [revision, setRevision] = useState(present);
  const moved = useCallback((to: number) => setRevision((from) => (to <= from + 1 ? to : from)), []);
  return { revision, moved, startOver };
}

/** What one form of such a page expects: what it was last saved as, of which it shows everything, else the page's. */
export function useExpected(basis: Basis): { expectedRevision: number; saved: (as: number) => void } {
  const [own, setOwn] = useState(0);
  const { moved } = basis;
  const saved = useCallback(
    (as: number) => {
      setOwn(as);
      moved(as);
    },
    [moved],
  );
  return { expectedRevision: Math.max(own, basis.revision), saved };
}
