import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { keepPreference, readPreference } from '../storage.js';
import { KeySequence } from './sequence.js';

/** One single-key shortcut: `keys` as typed ("j", "g h"), `label` for the help and the commands. */
export interface Shortcut {
  keys: string;
  label: string;
  run: () => void;
  /** It is no part of the open page: it works on all of them. */
  everywhere?: true;
}

interface Shortcuts {
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
  register: (shortcuts: { current: readonly Shortcut[] }) => () => void;
  all: () => readonly Shortcut[];
}

const ShortcutsContext = createContext<Shortcuts | null>(null);

/** True where typing means text: a shortcut must not fire there, and nobody wants to be told of something else. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether the keyboard has ⌘, which does there what Ctrl does elsewhere. */
export const isMac = (): boolean => /^(Mac|iP)/.test(navigator.platform);

/** What rests while one is anywhere in it, also on its buttons: who writes means no shortcut. */
const AT_REST = '[data-composer]';

/** Whether something lies over the page, which is then out of reach. */
export const isCovered = (): boolean => document.querySelector('dialog[open], [role="dialog"], [role="menu"]') !== null;

const isAtRest = (target: EventTarget | null): boolean =>
  isCovered() || isTyping(target) || (target instanceof Element && target.closest(AT_REST) !== null);

/** Listens for single keys. They can be switched off in the settings (WCAG 2.1.4), and rest while a dialog is open. */
export function ShortcutsProvider({ children }: { children: ReactNode }): ReactNode {
  const [enabled, setEnabledState] = useState(() => readPreference('single-keys') !== 'off');
  const registered = useRef(new Set<{ current: readonly Shortcut[] }>());
  const value = useMemo<Shortcuts>(
    () => ({
      enabled,
      setEnabled: (next) => {
        keepPreference('single-keys', next ? null : 'off');
        setEnabledState(next);
      },
      register: (shortcuts) => {
        registered.current.add(shortcuts);
        return () => registered.current.delete(shortcuts);
      },
      all: () => [...registered.current].flatMap((group) => group.current),
    }),
    [enabled],
  );
  useEffect(() => {
    if (!enabled) return undefined;
    const sequence = new KeySequence();
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      if (isAtRest(event.target)) return;
      const shortcuts = value.all();
      const known = new Set(shortcuts.map(({ keys }) => keys));
      const name = sequence.press(event.key, known, event.timeStamp, event.repeat);
      const found = name === null ? undefined : shortcuts.findLast(({ keys }) => keys === name);
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled, value]);
  return <ShortcutsContext value={value}>{children}</ShortcutsContext>;
}

/** The shortcuts of the open page, and whether single keys are on. */
export function useShortcutsContext(): Shortcuts {
  const value = useContext(ShortcutsContext);
  if (!value) throw new Error('Shortcuts are used outside of ShortcutsProvider');
  return value;
}

/** Offers shortcuts while the component is shown; they appear in the help (`?`). */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const { register } = useShortcutsContext();
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => register(current), [register]);
}
