import type { ReactNode } from 'react';
import { useShortcutsContext } from '../../lib/keyboard/shortcuts.js';
import styles from './facilitation.module.css';

/** A button's `aria-keyshortcuts`: its single key, for as long as single keys are on. */
export function useKeyOf(): (keys: string) => string | undefined {
  const { enabled } = useShortcutsContext();
  return (keys) => (enabled ? keys : undefined);
}

/** The single key of a button, on it, for as long as single keys are on; screen readers have `aria-keyshortcuts`. */
export function KeyHint({ keys }: { keys: string }): ReactNode {
  const { enabled } = useShortcutsContext();
  if (!enabled) return null;
  // Drawn by the style: as text it would be a part of the button's words that nobody says.
  return <span className={styles.key} data-keys={keys} aria-hidden="true" />;
}
