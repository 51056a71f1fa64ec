import { useEffect } from 'react';
import { onAccountAnnounced } from './account-channel.js';
import type { Connection } from './client.js';

/** Coming back to the page brings several events at once; one question is enough for them. */
const ONCE_WITHIN_MS = 2_000;
/** While nobody could say yet who is looking, the question is asked again by itself. */
const UNKNOWN_AGAIN_MS = 5_000;

/**
 * Calls `check` whenever the account may be another than the page shows: another tab says so, the server has refused
 * a request, the page is looked at again or comes back online; and until the first answer, every few seconds.
 */
export function useAccountSigns(connection: Connection, check: () => Promise<void>): void {
  useEffect(() => {
    // Who is looking may have come with the page: coming to it is no coming back.
    let last = connection.viewer() ? Date.now() : 0;
    const ask = (): void => {
      last = Date.now();
      void check();
    };
    const lookedAt = (): void => {
      if (document.visibilityState === 'visible' && Date.now() - last > ONCE_WITHIN_MS) ask();
    };
    const unknown = setInterval(() => {
      if (connection.viewer()) clearInterval(unknown);
      else lookedAt();
    }, UNKNOWN_AGAIN_MS);
    const stops = [
      onAccountAnnounced(ask),
      connection.onDoubt(ask),
      on(window, 'focus', lookedAt),
      on(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && lookedAt()),
      on(window, 'online', ask),
      on(document, 'visibilitychange', lookedAt),
    ];
    return () => {
      clearInterval(unknown);
      for (const stop of stops) stop();
    };
  }, [connection, check]);
}

function on<Sign extends Event>(target: EventTarget, name: string, listener: (sign: Sign) => unknown): () => void {
  const hear = (sign: Event): void => void listener(sign as Sign);
  target.addEventListener(name, hear);
  return () => target.removeEventListener(name, hear);
}
