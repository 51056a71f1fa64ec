import { useRouter, useRouterState, useSearch } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { bringPost, goToPost, numberInHash } from './go-to-post.js';
import { holdPlace, placeOf } from './hold-place.js';
import type { ThreadReader } from './thread-reader.js';
import type { NewFrom } from './thread-source.js';
import { firstNumber } from './thread-window.js';

/** The post at the upper edge of the view, and where exactly it stood. */
interface LeftAt {
  number: number;
  top: number;
}

/** Where each visit of a thread was left, by its entry in the browser's history. */
const left = new WeakMap<ThreadReader, Map<string, LeftAt>>();

/**
 * Where one reads in a thread: a new visit begins at the post of `#post-n`, else where one has stopped reading, else at
 * the beginning, unless the address (`from`) begins further on; going back returns to the very line one has left, and the hash is followed whenever it changes after that.
 */
export function useReadingPlace(
  reader: ThreadReader,
  threadId: string,
  container: RefObject<HTMLElement | null>,
  newFrom: NewFrom | null | undefined,
): void {
  const { from } = useSearch({ from: '/c/$slug/d/$id/{-$title}' });
  const begins = from === undefined;
  const router = useRouter();
  const hash = useRouterState({ select: (state) => state.location.hash });
  // The address is the next page's already while this one is still shown.
  const leaving = useRouterState({ select: (state) => !state.location.pathname.split('/').includes(threadId) });
  const entry = useRef<string | null>(null);
  const waiting = useRef(false);

  // In the very drawing that shows the posts, so that nobody sees another place first.
  useLayoutEffect(() => {
    const number = numberInHash(window.location.hash);
    if (number !== null && !left.get(reader)?.has(historyEntry())) bringPost(number);
  }, [reader]);

  useEffect(() => {
    if (leaving) return undefined;
    const arriving = entry.current === null;
    entry.current = historyEntry();
    const back = arriving ? left.get(reader)?.get(entry.current) : undefined;
    if (back && container.current) {
      const { hold, letGo } = holdPost(container.current, back);
      void reader.jump(back.number).then(() => requestAnimationFrame(hold));
      hold();
      // The router scrolls by pixels once the page is drawn, which is another place when heights have changed.
      const stop = router.subscribe('onRendered', hold);
      return () => {
        stop();
        letGo();
      };
    }
    const number = numberInHash(hash);
    if (number !== null) void show(reader.jump(number));
    else if (arriving && begins) {
      waiting.current = true;
      if (reader.read().newFrom === undefined) startAtBeginning(reader);
    }
    return undefined;
  }, [reader, hash, leaving, begins, router, container]);

  // A thread that is still kept is drawn at once; where its reader has stopped is known with the next answer.
  useEffect(() => {
    if (!waiting.current || newFrom === undefined || leaving) return;
    waiting.current = false;
    if (!newFrom || newFrom.number === 1) startAtBeginning(reader);
    // Somebody who has begun to do something is not taken away from it.
    else if (isUntouched()) void show(reader.jump(newFrom.number));
  }, [reader, newFrom, leaving]);

  useLayoutEffect(
    () => () => {
      const place = container.current && topPost(container.current);
      if (!place || entry.current === null) return;
      const places = left.get(reader) ?? new Map<string, LeftAt>();
      left.set(reader, places.set(entry.current, place));
    },
    [reader, container],
  );
}

/** What names the present entry of the history. One made by a plain link to `#post-n` has no key of the router's. */
function historyEntry(): string {
  const state: unknown = window.history.state;
  // oxlint-disable-next-line no-underscore-dangle -- the router's own name
  const key = typeof state === 'object' && state !== null && '__TSR_key' in state ? state.__TSR_key : null;
  return typeof key === 'string' ? key : window.location.hash;
}

/** Functions to bring a post to where it was left, as often as something else has moved it, and to let go of it. */
function holdPost(container: Element, place: LeftAt): { hold: () => void; letGo: () => void } {
  let release: (() => void) | null = null;
  const letGo = (): void => {
    release?.();
    release = null;
  };
  const hold = (): void => {
    letGo();
    const post = document.getElementById(`post-${place.number}`);
    if (post) release = holdPlace(container, { element: post, top: place.top });
  };
  return { hold, letGo };
}

function startAtBeginning(reader: ThreadReader): void {
  const { window: loaded } = reader.read();
  if (loaded && firstNumber(loaded) > 1) void reader.jump(1);
}

function isUntouched(): boolean {
  return window.scrollY < 10 && !document.activeElement?.closest('.thread');
}

function topPost(container: HTMLElement): LeftAt | null {
  const posts = [...container.querySelectorAll<HTMLElement>('article[data-number]')];
  const element = posts.find((post) => post.getBoundingClientRect().bottom > 0) ?? posts.at(-1);
  return element ? { number: Number(element.dataset.number), top: placeOf(element).top } : null;
}

/** Goes to the post that a search in the thread has found. */
export async function show(found: Promise<number | null>): Promise<void> {
  const number = await found;
  if (number !== null) goToPost(number);
}
