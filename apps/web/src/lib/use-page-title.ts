import { useEffect } from 'react';

/** Sets the document's title: what the page shows first, the product last. Null leaves it to what stands inside. */
export function usePageTitle(title: string | null | undefined): void {
  useEffect(() => {
    if (title === null) return;
    document.title = title ? `${title} · Copse` : 'Copse';
  }, [title]);
}
