import type { ReactNode } from 'react';

/** How high the strip about mail that does not arrive was on the page before this one, in this tab. */
const KEY = 'copse.refused-strip';

/** Keeps the room of the strip for the pages that are opened next; null when there is none any more. */
export function keepStripRoom(height: number | null): void {
  try {
    if (height === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, String(height));
  } catch {
    // Storage is forbidden here: the strip pushes the page down when it comes.
  }
}

function keptHeight(): number {
  try {
    return Number(sessionStorage.getItem(KEY) ?? 0);
  } catch {
    return 0;
  }
}

/** Stands where the strip was until it is known whether it is still needed, so that the page does not jump. */
export function StripRoom({ className }: { className: string | undefined }): ReactNode {
  const height = keptHeight();
  return height > 0 ? <div className={className} style={{ height }} /> : null;
}
