import { useEffect } from 'react';

/** Sets the document's title: what the page shows first, the product last. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Copse` : 'Copse';
  }, [title]);
}
