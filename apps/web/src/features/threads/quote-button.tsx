import { Trans } from '@lingui/react/macro';
import { Quote } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { selectedQuote } from './selected-quote.js';
import type { SelectedQuote } from './selected-quote.js';

/** A small button beside a marked piece of a post; by keyboard the same is the key `q`. */
export function QuoteButton({ onQuote }: { onQuote: (quote: SelectedQuote) => void }): ReactNode {
  const [quote, setQuote] = useState<SelectedQuote | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setQuote(selectedQuote()), 200);
    };
    const hide = (): void => setQuote(null);
    document.addEventListener('selectionchange', look);
    window.addEventListener('scroll', hide, { passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', look);
      window.removeEventListener('scroll', hide);
    };
  }, []);
  if (!quote) return null;
  const left = Math.min(Math.max(quote.rect.right - 50, 8), window.innerWidth - 130);
  const top = Math.min(quote.rect.bottom + 8, window.innerHeight - 56);
  return (
    <button
      type="button"
      className="thread-quote"
      style={{ left, top }}
      // Pressing must not take the selection away before it is read.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        onQuote(quote);
        document.getSelection()?.removeAllRanges();
        setQuote(null);
      }}
    >
      <Quote size={16} aria-hidden="true" />
      <Trans>Quote</Trans>
    </button>
  );
}
