import { holdPlace, placeOf } from './hold-place.js';

/** The number in `#post-12`; null for any other fragment. */
export function numberInHash(hash: string): number | null {
  const match = /^#?post-(\d{1,9})$/.exec(hash);
  return match ? Number(match[1]) : null;
}

/** By then what was drawn has its real heights, which the browser keeps from then on. */
const EXACT_FOR_MS = 400;

let letGo: (() => void) | null = null;

/** Heights that are guessed above a post would be corrected after one has gone to it. */
function measureAbove(container: Element, post: Element): void {
  const above = [...container.querySelectorAll<HTMLElement>('.post-reply')].filter(
    (other) => other.compareDocumentPosition(post) === Node.DOCUMENT_POSITION_FOLLOWING,
  );
  for (const { style } of above) style.contentVisibility = 'visible';
  setTimeout(() => {
    for (const { style } of above) style.contentVisibility = '';
  }, EXACT_FOR_MS);
}

/** Brings a post into view now, if it is drawn, and moves the focus to it; at the start of the view it is held there. */
export function bringPost(number: number, block: 'start' | 'nearest' = 'start'): void {
  // Only one at a time can be where it is wanted.
  letGo?.();
  letGo = null;
  const post = document.getElementById(`post-${number}`);
  if (!post) return;
  const container = block === 'start' ? post.closest('.thread') : null;
  if (container) measureAbove(container, post);
  post.scrollIntoView({ block, behavior: 'instant' });
  post.focus({ preventScroll: true });
  if (container) letGo = holdPlace(container, placeOf(post));
}

/** Brings a post into view once it has been drawn; posts above it get their real heights late. */
export function goToPost(number: number, block: 'start' | 'nearest' = 'start'): void {
  requestAnimationFrame(() => {
    bringPost(number, block);
    requestAnimationFrame(() => bringPost(number, block));
  });
}
