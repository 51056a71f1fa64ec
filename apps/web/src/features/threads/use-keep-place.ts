import { useCallback, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { holdPlace, isInView, placeOf } from './hold-place.js';
import type { Place } from './hold-place.js';

/**
 * Keeps what the reader looks at where it is while posts come, change or go above it: the field one writes in, else
 * the first post in view. Answers the function to call before the posts change.
 */
export function useKeepPlace(container: RefObject<HTMLElement | null>): () => void {
  const place = useRef<Place | null>(null);
  const letGo = useRef<() => void>(() => undefined);

  // After every drawing: a place is noted only when the posts change.
  useLayoutEffect(() => {
    const kept = place.current;
    place.current = null;
    if (!kept || !container.current) return;
    letGo.current();
    letGo.current = holdPlace(container.current, kept);
  });

  useLayoutEffect(() => () => letGo.current(), []);

  return useCallback(() => {
    if (place.current || !container.current) return;
    const element = written() ?? firstInView(container.current);
    if (element) place.current = placeOf(element);
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
