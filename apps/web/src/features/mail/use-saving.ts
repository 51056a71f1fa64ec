import { useEffect, useRef, useState } from 'react';
import { latestSave } from './latest-save.js';

/** How long "Saved" stays, in milliseconds. */
const SHOWN_FOR_MS = 4_000;

/** A choice that is saved by itself. */
export interface Saving<Value> {
  /** What was chosen, also while it is on its way to the server. */
  value: Value;
  choose: (value: Value) => void;
  /** True for a while after it has been saved. */
  saved: boolean;
}

/**
 * Saves each choice as it is made; whoever walks through a list with the arrow keys ends where they stopped (see
 * `latestSave`). A refusal brings the former value back.
 */
export function useSaving<Value>(current: Value, save: (value: Value) => Promise<boolean>): Saving<Value> {
  const [chosen, setChosen] = useState<{ value: Value } | null>(null);
  const [saved, setSaved] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const [saving] = useState(latestSave);
  const choose = async (value: Value): Promise<void> => {
    clearTimeout(timer.current);
    setSaved(false);
    setChosen({ value });
    const done = await saving(() => save(value));
    if (done === null) return;
    setChosen(null);
    setSaved(done);
    if (done) timer.current = setTimeout(() => setSaved(false), SHOWN_FOR_MS);
  };
  return { value: chosen ? chosen.value : current, choose: (value) => void choose(value), saved };
}
