/** An element, and how far it stands below the upper edge of the view. */
export interface Place {
  element: Element;
  top: number;
}

/** Posts out of view have guessed heights until they are drawn; by then the real ones are known. */
const SETTLED_AFTER_MS = 300;

/**
 * Brings an element to its place and holds it there while the heights around it settle, unless the reader scrolls.
 * Browsers do some of this themselves, but not at the very top of a page and not all of them, so theirs is switched
 * off meanwhile. Answers the function that lets go at once.
 */
export function holdPlace(container: Element, { element, top }: Place): () => void {
  document.documentElement.style.overflowAnchor = 'none';
  let scrolled = window.scrollY;
  const letGo = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    document.documentElement.style.overflowAnchor = '';
  };
  const hold = (): void => {
    // The reader has scrolled meanwhile: that is where they want to be.
    if (window.scrollY !== scrolled || !element.isConnected) return letGo();
    const moved = element.getBoundingClientRect().top - top;
    if (Math.abs(moved) > 0.5) window.scrollBy({ top: moved, behavior: 'instant' });
    scrolled = window.scrollY;
    return undefined;
  };
  // Called after layout and before painting, so that real heights replace guessed ones without a visible step.
  const observer = new ResizeObserver(hold);
  const timer = setTimeout(letGo, SETTLED_AFTER_MS);
  hold();
  observer.observe(container);
  return letGo;
}

/** Where an element stands now. */
export function placeOf(element: Element): Place {
  return { element, top: element.getBoundingClientRect().top };
}

/** Whether any of it is within the view. */
export function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
