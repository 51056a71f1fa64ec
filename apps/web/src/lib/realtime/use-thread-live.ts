import { useEffect, useRef } from 'react';
import type { ThreadListener } from './live-client.js';
import { live } from './live.js';

/** Hears what happens in a thread while the component is shown; null watches nothing. */
export function useThreadLive(threadId: string | null, listener: ThreadListener): void {
  const current = useRef(listener);
  useEffect(() => {
    current.current = listener;
  });
  useEffect(() => {
    if (!threadId) return undefined;
    return live.watchThread(threadId, {
      watching: (...args) => current.current.watching(...args),
      created: (message) => current.current.created(message),
      edited: (message) => current.current.edited(message),
      deleted: (message) => current.current.deleted(message),
      arranged: () => current.current.arranged(),
      closed: (code) => current.current.closed(code),
    });
  }, [threadId]);
}
