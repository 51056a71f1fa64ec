import { useCallback, useEffect } from 'react';
import type { RefCallback } from 'react';
import type { ThreadReader } from './thread-reader.js';

/**
 * A ref for the element at the end of the thread, through which the reader learns whether the end is in view. Give
 * the element a key that changes with the posts: the end has then moved, and is asked for anew.
 */
export function useEndInView(reader: ThreadReader): RefCallback<HTMLDivElement> {
  useEffect(() => () => reader.setEndInView(false), [reader]);
  return useCallback(
    (end: HTMLDivElement) => {
      const observer = new IntersectionObserver(([entry]) => reader.setEndInView(entry?.isIntersecting ?? false));
      observer.observe(end);
      return () => observer.disconnect();
    },
    [reader],
  );
}
