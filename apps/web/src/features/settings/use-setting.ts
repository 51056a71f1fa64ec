import { useEffect, useRef, useState } from 'react';
import { UpdateSettingsDocument } from '../../gql/graphql.js';
import type { UpdateSettingsInput } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';

/** How long "Saved" stays, in milliseconds. */
const shownFor = 4000;

type Settable = { [Key in keyof UpdateSettingsInput]-?: NonNullable<UpdateSettingsInput[Key]> };

/** One setting of the account. `value` is what was chosen, also while it is on its way to the server. */
export interface Setting<Value> {
  value: Value;
  save: (value: Value) => Promise<boolean>;
  /** True for a while after it has been saved. */
  saved: boolean;
  problem: Problem | null;
}

/** One setting that is saved by itself at each change; a refusal brings the former value back. */
export function useSetting<Key extends keyof Settable>(key: Key, current: Settable[Key]): Setting<Settable[Key]> {
  const { run, problem } = useAction(UpdateSettingsDocument);
  const [saved, setSaved] = useState(false);
  const [chosen, setChosen] = useState<Settable[Key] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const save = async (value: Settable[Key]): Promise<boolean> => {
    setSaved(false);
    setChosen(value);
    clearTimeout(timer.current);
    const done = (await run({ input: { [key]: value } })) !== null;
    setChosen(null);
    setSaved(done);
    if (done) timer.current = setTimeout(() => setSaved(false), shownFor);
    return done;
  };
  return { value: chosen ?? current, save, saved, problem };
}
