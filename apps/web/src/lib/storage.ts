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

const YEAR_SECONDS = 31_536_000;

/**
 * Lets the server know of a preference that the first answer of a page hangs on, by a cookie `copse-<key>` that scripts
 * may read and that says nothing of anybody; null takes it back.
 */
export function tellServer(key: string, value: string | null): void {
  const life = value === null ? 0 : YEAR_SECONDS;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // oxlint-disable-next-line unicorn/no-document-cookie -- the newer interface is not in every browser that we promise
  document.cookie = `copse-${key}=${value ?? ''}; Path=/; Max-Age=${life}; SameSite=Lax${secure}`;
}
