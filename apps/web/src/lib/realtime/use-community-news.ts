import { useEffect, useRef } from 'react';
import { live } from './live.js';

/** What comes within this time is told as one, since each means a query. */
const GATHER_MS = 250;

/** Which community a page shows; `id` is null while it is not known yet. */
interface Shown {
  id: string | null;
  slug: string;
}

/**
 * Calls `onNews` when the community, or one's own place in it, has become another or may have during a lost connection.
 * Null: of any community.
 */
export function useCommunityNews(shown: Shown | null, listening: boolean, onNews: () => void): void {
  const current = useRef({ shown, onNews });
  useEffect(() => {
    current.current = { shown, onNews };
  });
  useEffect(() => {
    if (!listening) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = live.onCommunityNews((news) => {
      const about = current.current.shown;
      if (news && about && news.communityId !== about.id && news.slug !== about.slug) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        current.current.onNews();
      }, GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [listening]);
}
