import { useEffect } from 'react';

let title = 'Copse';
let mark = '';

function write(): void {
  document.title = `${mark}${title}`;
}

/** Puts something before every title, "(3) ": it is seen on the tab of a page that is not looked at. Empty: nothing. */
export function markTitle(words: string): void {
  mark = words;
  write();
}

/** Sets the document's title: what the page shows first, the product last. Null leaves it to what stands inside. */
export function usePageTitle(shown: string | null | undefined): void {
  useEffect(() => {
    if (shown === null) return;
    title = shown ? `${shown} · Copse` : 'Copse';
    write();
  }, [shown]);
}
