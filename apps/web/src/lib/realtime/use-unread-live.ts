import { useEffect, useEffectEvent } from 'react';
import { useViewer } from '../graphql/use-viewer.js';
import { live } from './live.js';

/** What comes within this time is told as one, since each means a query. */
const GATHER_MS = 400;

/**
 * Calls `onChange` when what the viewer has not read may have become another: the server tells another count, or could
 * not tell it while the connection was lost, or the page comes into view again, since reading what one does not follow
 * changes no count. Nothing is asked while nobody looks.
 */
export function useUnreadLive(onChange: () => void): void {
  const { me } = useViewer();
  // Before the address is confirmed nothing is told.
  const listening = me?.emailVerified ?? false;
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    if (!listening) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gather = (): void => {
      if (document.visibilityState === 'hidden') return;
      timer ??= setTimeout(() => {
        timer = undefined;
        changed();
      }, GATHER_MS);
    };
    const stop = live.onInbox({ created: () => undefined, counted: gather, connected: gather });
    document.addEventListener('visibilitychange', gather);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', gather);
      stop();
    };
  }, [listening]);
}
