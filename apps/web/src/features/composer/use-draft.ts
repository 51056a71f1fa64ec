import { useCallback, useRef, useState } from 'react';
import { dropDraft, keepDraft, readDraft } from './draft-store.js';
import type { Draft, DraftPlace } from './draft-store.js';

/** A draft in a form: `saved` says that the text in the field is on this device. */
export interface DraftInForm {
  draft: Draft;
  saved: boolean;
  change: (part: Partial<Draft>) => void;
  /** Removes it from the device and empties the form. */
  drop: () => void;
  /** Reads it again, after something else has changed it. */
  reread: () => void;
}

/**
 * Keeps a form's text on the device with every key, so that not even a crash loses a word. `initial` is what the form
 * begins with where nothing is kept; it and the place are those of the first drawing.
 */
export function useDraft(accountId: string, place: DraftPlace, initial: Draft): DraftInForm {
  const fixed = useRef({ accountId, place, initial });
  const [state, setState] = useState(() => {
    const kept = readDraft(localStorage, accountId, place);
    return { draft: kept ?? initial, saved: kept !== null };
  });
  const latest = useRef(state.draft);

  const change = useCallback((part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part };
    const saved = keepDraft(localStorage, fixed.current.accountId, fixed.current.place, latest.current);
    setState({ draft: latest.current, saved });
  }, []);

  const drop = useCallback(() => {
    dropDraft(localStorage, fixed.current.accountId, fixed.current.place);
    latest.current = fixed.current.initial;
    setState({ draft: latest.current, saved: false });
  }, []);

  const reread = useCallback(() => {
    const kept = readDraft(localStorage, fixed.current.accountId, fixed.current.place);
    if (!kept) return;
    latest.current = kept;
    setState({ draft: kept, saved: true });
  }, []);

  return { ...state, change, drop, reread };
}
