import { useEffect } from 'react';
import { useClient } from 'urql';
import { ResourcePreviewDocument } from '../../gql/graphql.js';

/** A preview is usually there within seconds; the pauses grow, so that a page left open asks for little. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** Asks again, gently, as long as a resource's preview is being made; not while the page is out of sight. */
export function useWaitingPreview(resourceId: string, waiting: boolean): void {
  const client = useClient();
  useEffect(() => {
    if (!waiting) return undefined;
    let pause = FIRST_PAUSE_MS;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const next = (): void => {
      timer = setTimeout(() => void ask(), pause);
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
    };
    const ask = async (): Promise<void> => {
      if (document.visibilityState === 'visible' && navigator.onLine) {
        const variables = { id: resourceId };
        await client.query(ResourcePreviewDocument, variables, { requestPolicy: 'network-only' }).toPromise();
      }
      if (!over) next();
    };
    next();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, resourceId, waiting]);
}
