import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import type { ThreadPost } from '../threads/thread-window.js';
import { Dwell, isHalfVisible } from './dwell.js';
import type { ReadMarks } from './read-marks.js';

/** How often it is looked what is in view. */
const LOOK_EVERY_MS = 500;
/** The header of the site lies over the upper edge of the page. */
const HEADER = 60;

interface ReadTracking {
  head: ThreadHeadFragment;
  posts: readonly ThreadPost[];
  viewerId: string;
  container: RefObject<HTMLElement | null>;
  marks: ReadMarks;
  /** Nothing is marked while it is true. */
  resting: RefObject<boolean>;
}

/**
 * Notes what is read: others' posts that were half visible for long enough while the page was in sight. What was read
 * is told at the latest when one turns away.
 */
export function useReadTracking({ head, posts, viewerId, container, marks, resting }: ReadTracking): void {
  const told = useRef(0);
  const unread = posts.filter(
    ({ number, author, deleted }) => number > readUpTo(head) && author.id !== viewerId && !deleted,
  );
  const latest = useRef({ threadId: head.id, unread });
  useEffect(() => {
    latest.current = { threadId: head.id, unread };
  });

  useEffect(() => {
    const dwell = new Dwell();
    const look = (): void => {
      if (document.visibilityState !== 'visible' || resting.current) return dwell.away();
      const view = { top: HEADER, bottom: window.innerHeight };
      const visible = latest.current.unread
        .map(({ number }) => number)
        .filter((number) => number > told.current)
        .filter((number) => {
          const post = container.current?.querySelector(`#post-${number}`);
          return post ? isHalfVisible(post.getBoundingClientRect(), view) : false;
        });
      const number = dwell.look(visible, performance.now());
      if (number === null) return undefined;
      told.current = number;
      marks.read(latest.current.threadId, number);
      return undefined;
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [container, marks, resting]);

  useEffect(() => {
    const turnedAway = (): void => {
      if (document.visibilityState === 'hidden') marks.wake(true);
    };
    const leave = (): void => marks.wake(true);
    document.addEventListener('visibilitychange', turnedAway);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', turnedAway);
      window.removeEventListener('pagehide', leave);
      marks.wake();
    };
  }, [marks]);
}

/**
 * Up to where nothing is new by what the server has said. Of an outsider it knows nothing before the first mark: theirs is
 * made once they have read something, so that the next visit can begin where this one ends.
 */
function readUpTo(head: ThreadHeadFragment): number {
  if (head.firstUnreadNumber) return head.firstUnreadNumber - 1;
  return head.community.viewerRole ? head.lastNumber : 0;
}
