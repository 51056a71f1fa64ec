import { keepPreference, readPreference } from '../../lib/storage.js';
import { sameSitePath } from './next-path.js';

const KEY = 'next';
/** As long as the link that confirms an address works. */
const LIFETIME_MS = 48 * 3600 * 1000;

/** Keeps where somebody was going when they had to make an account first (null forgets it). */
export function keepNext(path: string | null, now = Date.now()): void {
  keepPreference(KEY, path === null ? null : JSON.stringify({ path, until: now + LIFETIME_MS }));
}

/** Where they were going, for as long as their confirmation link works; undefined when nothing is kept. */
export function keptNext(now = Date.now()): string | undefined {
  return readNext(readPreference(KEY), now);
}

/** Reads what was kept; whatever is too old, or does not lead into this site, is as good as absent. */
export function readNext(kept: string | null, now: number): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(kept ?? 'null');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('path' in value) || !('until' in value)) return undefined;
  if (typeof value.until !== 'number' || value.until < now || value.until > now + LIFETIME_MS) return undefined;
  return sameSitePath(value.path);
}

/** The community that a path lies in, if it lies in one. */
export function communityOf(path: string): string | null {
  return /^\/c\/([^/?#]+)/.exec(path)?.[1] ?? null;
}
