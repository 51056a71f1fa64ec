import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { CommandPalette, KeyboardHelp } from '../../features/keyboard/keyboard-later.js';
import { focusSearch } from '../../features/search/search-focus.js';
import { isCovered, isMac, useShortcuts } from '../../lib/keyboard/shortcuts.js';

interface ShellShortcutsProps {
  onHome: () => void;
  /** Null for who has no inbox. */
  onInbox: (() => void) | null;
  /** Null for who has no communities. */
  onMyCommunities: (() => void) | null;
}

/** The keys that work on every page. */
export function ShellShortcuts({ onHome, onInbox, onMyCommunities }: ShellShortcutsProps): ReactNode {
  const { t } = useLingui();
  const [open, setOpen] = useState<'help' | 'commands' | null>(null);
  const close = (): void => setOpen(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { altKey, ctrlKey, metaKey, shiftKey } = event;
      // On a Mac, Ctrl and K cut the line in every field.
      const held = isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
      if (!held || altKey || shiftKey || event.key.toLowerCase() !== 'k') return;
      // In a text that is being written it makes a link.
      if (event.defaultPrevented || isCovered()) return;
      event.preventDefault();
      setOpen('commands');
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  useShortcuts([
    { keys: '?', label: t`Keyboard shortcuts`, everywhere: true, run: () => setOpen('help') },
    { keys: '/', label: t`Search`, everywhere: true, run: focusSearch },
    { keys: 'g h', label: t`Go to the home page`, everywhere: true, run: onHome },
    ...(onInbox ? [{ keys: 'g i', label: t`Go to the inbox`, everywhere: true as const, run: onInbox }] : []),
    ...(onMyCommunities
      ? [{ keys: 'g c', label: t`Open my communities`, everywhere: true as const, run: onMyCommunities }]
      : []),
  ]);
  if (open === 'help') return <KeyboardHelp onClose={close} />;
  return open === 'commands' ? <CommandPalette onClose={close} /> : null;
}
