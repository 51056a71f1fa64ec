import { useEffect, useRef } from 'react';
import { live } from './live.js';

/** Changes within this time are told as one, since each means a query. */
const GATHER_MS = 400;

/**
 * Calls `onChange` when a community's threads have changed, may have changed during a lost connection, or may no
 * longer be read, at most about twice a second. Null watches nothing.
 */
export function useCommunityLive(slug: string | null, onChange: () => void): void {
  const current = useRef(onChange);
  useEffect(() => {
    current.current = onChange;
  });
  useEffect(() => {
    if (!slug) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        current.current();
      }, GATHER_MS);
    };
    const stop = live.watchCommunity(slug, { changed: tell, closed: tell });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [slug]);
}
