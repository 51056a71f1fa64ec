import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import type { InboxRow } from './inbox-source.js';
import type { Marking } from './use-marking.js';

const link = (item: HTMLElement | undefined): HTMLElement | null => item?.querySelector('a') ?? null;

/** j and k step through the rows, o opens the one that has the focus, m marks it read or unread. */
export function useInboxKeys(list: RefObject<HTMLElement | null>, rows: readonly InboxRow[], marking: Marking): void {
  const { t } = useLingui();
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-notification]') ?? [])];
  const focused = (): HTMLElement | undefined => items().find((item) => item.contains(document.activeElement));

  const step = (by: 1 | -1): void => {
    const all = items();
    const at = all.findIndex((item) => item === focused());
    link(all[at === -1 ? 0 : at + by])?.focus();
  };
  const mark = (): void => {
    const row = rows.find(({ id }) => id === focused()?.dataset.notification);
    if (row) void (row.readAt === null ? marking.read([row]) : marking.unread([row]));
  };
  useShortcuts([
    { keys: 'j', label: t`Next notification`, run: () => step(1) },
    { keys: 'k', label: t`Previous notification`, run: () => step(-1) },
    { keys: 'o', label: t`Open the notification`, run: () => link(focused())?.click() },
    { keys: 'm', label: t`Mark the notification read or unread`, run: mark },
  ]);
}
