import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';

/** The button that bears a key, where it is shown and may be pressed. */
function buttonIn(part: Element | null | undefined, key: string): HTMLElement | null {
  const button = part?.querySelector<HTMLElement>(`[data-key="${key}"]`);
  return button && button.getClientRects().length > 0 ? button : null;
}

/** The focus goes to a report, which comes into view with it. */
function goTo(report: HTMLElement | undefined): void {
  report?.focus({ preventScroll: true });
  report?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

interface ApplicationKeys {
  /** Holds the application that is looked at, with the buttons that decide it. */
  part: RefObject<HTMLElement | null>;
  /** Looks at the application after or before the one that was chosen; with neither, at the first. */
  step: (by: 1 | -1) => void;
  /** Leaves the one that is looked at for later. */
  skip: () => void;
}

/** j and k choose among the applications that wait, s leaves one for later, a and d ask whether to accept or decline it. */
export function useApplicationKeys({ part, step, skip }: ApplicationKeys): void {
  const { t } = useLingui();
  const press = (key: string): void => {
    const button = buttonIn(part.current, key);
    // Where the dialog gives the focus back.
    button?.focus();
    button?.click();
  };
  useShortcuts([
    { keys: 'j', label: t`Next application`, run: () => step(1) },
    { keys: 'k', label: t`Previous application`, run: () => step(-1) },
    { keys: 's', label: t`Leave the application for later`, run: skip },
    { keys: 'a', label: t`Accept the application`, run: () => press('a') },
    { keys: 'd', label: t`Decline the application`, run: () => press('d') },
  ]);
}

/** j and k step through the reported posts, s to the next; a lets the one that has the focus stay, h asks why it should go. */
export function useReportKeys(list: RefObject<HTMLElement | null>): void {
  const { t } = useLingui();
  const articles = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('article') ?? [])];
  const focused = (): HTMLElement | undefined => articles().find((article) => article.contains(document.activeElement));
  const step = (by: 1 | -1): void => {
    const all = articles();
    const at = all.findIndex((article) => article === focused());
    goTo(all[at === -1 ? 0 : at + by]);
  };
  const press = (key: string): void => {
    const article = focused();
    // Nothing is done to a post that nobody has gone to.
    if (!article) return step(1);
    buttonIn(article, key)?.click();
  };
  useShortcuts([
    { keys: 'j', label: t`Next report`, run: () => step(1) },
    { keys: 'k', label: t`Previous report`, run: () => step(-1) },
    { keys: 's', label: t`Leave the report for later`, run: () => step(1) },
    { keys: 'a', label: t`Let the reported post stay`, run: () => press('a') },
    { keys: 'h', label: t`Remove the reported post`, run: () => press('h') },
  ]);
}
