import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { useShortcuts } from './shortcuts.js';

/** What a row leads to: the link of its heading, else its first one. */
const linkOf = (row: Element | undefined): HTMLElement | null =>
  row?.querySelector<HTMLElement>('h2 a, h3 a') ?? row?.querySelector('a') ?? null;

/** Which of the rows has the focus; -1 where none has. */
const focused = (rows: readonly Element[]): number => rows.findIndex((row) => row.contains(document.activeElement));

/** j and k step through the rows of a list, by the links that they lead to; o opens the one that has the focus. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const { t } = useLingui();
  const rows = (): Element[] => [...(list.current?.children ?? [])];
  const step = (by: 1 | -1): void => {
    const all = rows();
    const at = focused(all);
    linkOf(all[at === -1 ? 0 : at + by])?.focus();
  };
  useShortcuts([
    { keys: 'j', label: t`Next in the list`, run: () => step(1) },
    { keys: 'k', label: t`Previous in the list`, run: () => step(-1) },
    {
      keys: 'o',
      label: t`Open the focused item`,
      run: () => {
        const all = rows();
        linkOf(all[focused(all)])?.click();
      },
    },
  ]);
}
