import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';

interface ThreadKeys {
  container: RefObject<HTMLElement | null>;
  slug: string;
  /** Replies to the post with this number, or to the discussion; null where one may not. */
  onReply: ((number: number | null) => void) | null;
  onQuote: (() => void) | null;
}

/** j and k step through the posts, r replies to the one that has the focus, q quotes what is marked, u goes up. */
export function useThreadKeys({ container, slug, onReply, onQuote }: ThreadKeys): void {
  const { t } = useLingui();
  const navigate = useNavigate();
  const articles = (): HTMLElement[] => [...(container.current?.querySelectorAll<HTMLElement>('article') ?? [])];

  const step = (by: 1 | -1): void => {
    const all = articles();
    const at = all.findIndex((article) => article === focused());
    // Without a focused post, begin with the first one that is in view.
    const inView = all.findIndex((article) => article.getBoundingClientRect().bottom > 100);
    const next = all[at === -1 ? inView : at + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'start', behavior: 'instant' });
  };

  useShortcuts([
    { keys: 'j', label: t`Next post`, run: () => step(1) },
    { keys: 'k', label: t`Previous post`, run: () => step(-1) },
    { keys: 'u', label: t`Back to the community`, run: () => void navigate({ to: '/c/$slug', params: { slug } }) },
    ...(onReply ? [{ keys: 'r', label: t`Reply`, run: () => onReply(Number(focused()?.dataset.number) || null) }] : []),
    ...(onQuote ? [{ keys: 'q', label: t`Quote the selected text`, run: onQuote }] : []),
  ]);
}

function focused(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('article') ?? null;
}
