/** Reads a small preference kept on this device; null when there is none or storage is forbidden. */
export function readPreference(key: string): string | null {
  try {
    return localStorage.getItem(`copse.${key}`);
  } catch {
    return null;
  }
}

/** Keeps a small preference on this device (null removes it); silently forgets where storage is forbidden. */
export function keepPreference(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`copse.${key}`);
    else localStorage.setItem(`copse.${key}`, value);
  } catch {
    // Private windows of some browsers refuse storage; the choice then lasts as long as the page.
  }
}
