import { useCallback, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Posts out of view have guessed heights until they are drawn; by then the real ones are known. */
const SETTLED_AFTER_MS = 300;

/**
 * Keeps what the reader looks at where it is while posts come, change or go above it: the field one writes in, else
 * the first post in view. Answers the function to call before the posts change. Browsers do some of this themselves,
 * but not at the very top of a page and not all of them, so theirs is switched off for that moment.
 */
export function useKeepPlace(container: RefObject<HTMLElement | null>): () => void {
  const place = useRef<{ element: Element; top: number } | null>(null);
  const stop = useRef<() => void>(() => undefined);

  // After every drawing: a place is noted only when the posts change.
  useLayoutEffect(() => {
    const kept = place.current;
    place.current = null;
    if (!kept || !container.current) return;
    stop.current();
    let scrolled = window.scrollY;
    const hold = (): void => {
      // The reader has scrolled meanwhile: that is where they want to be.
      if (window.scrollY !== scrolled || !kept.element.isConnected) return stop.current();
      const moved = kept.element.getBoundingClientRect().top - kept.top;
      if (Math.abs(moved) > 0.5) window.scrollBy({ top: moved, behavior: 'instant' });
      scrolled = window.scrollY;
      return undefined;
    };
    hold();
    // Called after layout and before painting, so that real heights replace guessed ones without a visible step.
    const observer = new ResizeObserver(hold);
    observer.observe(container.current);
    const timer = setTimeout(() => stop.current(), SETTLED_AFTER_MS);
    stop.current = () => {
      observer.disconnect();
      clearTimeout(timer);
      document.documentElement.style.overflowAnchor = '';
      stop.current = () => undefined;
    };
  });

  useLayoutEffect(() => () => stop.current(), []);

  return useCallback(() => {
    if (place.current || !container.current) return;
    const element = written() ?? firstInView(container.current);
    if (!element) return;
    place.current = { element, top: element.getBoundingClientRect().top };
    document.documentElement.style.overflowAnchor = 'none';
  }, [container]);
}

function written(): Element | null {
  const composer = document.activeElement?.closest('[data-composer]');
  return composer && isInView(composer) ? composer : null;
}

function firstInView(container: HTMLElement): Element | null {
  for (const article of container.querySelectorAll('article')) if (isInView(article)) return article;
  return null;
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
