import { useEffect } from 'react';

/**
 * For a page whose address is a key: no search engine keeps it, and what the page asks for does not carry it along.
 * Pages that come after it in the same document are as the document says again.
 */
export function useKeptPrivate(): void {
  useEffect(() => {
    const referrer = document.querySelector<HTMLMetaElement>('meta[name="referrer"]');
    const before = referrer?.content;
    if (referrer) referrer.content = 'no-referrer';
    const robots = document.createElement('meta');
    robots.name = 'robots';
    robots.content = 'noindex, nofollow';
    document.head.append(robots);
    return () => {
      robots.remove();
      if (referrer && before !== undefined) referrer.content = before;
    };
  }, []);
}
