import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import { KeyboardHelp } from './keyboard-help.js';

interface ShellShortcutsProps {
  onHome: () => void;
  /** Null for who has no inbox. */
  onInbox: (() => void) | null;
  onMyCommunities: () => void;
}

/** The keys that work on every page. */
export function ShellShortcuts({ onHome, onInbox, onMyCommunities }: ShellShortcutsProps): ReactNode {
  const { t } = useLingui();
  const [help, setHelp] = useState(false);
  useShortcuts([
    { keys: '?', label: t`Show this help`, run: () => setHelp(true) },
    { keys: 'g h', label: t`Go to the home page`, run: onHome },
    ...(onInbox ? [{ keys: 'g i', label: t`Go to the inbox`, run: onInbox }] : []),
    { keys: 'g c', label: t`Open my communities`, run: onMyCommunities },
  ]);
  return help ? <KeyboardHelp onClose={() => setHelp(false)} /> : null;
}
