import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import type { Outbox, openOutbox } from './outbox.js';

const OutboxContext = createContext<Outbox | null>(null);

/** What opens an outbox, where a part of the page has brought its scripts along. */
let brought: typeof openOutbox | null = null;

/**
 * For a part that has the outbox's scripts in its own. A browser may keep it that scripts could not be fetched, and then
 * answers so each time that they are asked for by their name: where one can post, they must not hang on that.
 */
export function bringOutbox(open: typeof openOutbox): void {
  brought = open;
}

/** When its scripts could not be fetched, they are asked for again then, and when the connection is back. */
const FETCH_AGAIN_MS = 5_000;

interface Held {
  client: Client;
  accountId: string;
  outbox: Outbox;
}

/**
 * Holds the outbox for as long as the account stays the same, so that a reply goes out wherever in the site one is.
 * Replies that were waiting when the last page was closed are taken up again. Its scripts come only for who can write.
 */
export function OutboxProvider({ children }: { children: ReactNode }): ReactNode {
  const client = useClient();
  const { me } = useViewer();
  const accountId = me?.id ?? null;
  const [held, setHeld] = useState<Held | null>(null);
  useEffect(() => {
    if (!accountId) return undefined;
    let over = false;
    let opened: Outbox | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = async (): Promise<void> => {
      try {
        const openOne = brought ?? (await import('./outbox.js')).openOutbox;
        if (over || opened) return;
        opened = openOne(client, accountId);
        setHeld({ client, accountId, outbox: opened });
      } catch {
        clearTimeout(again);
        if (!over) again = setTimeout(() => void open(), FETCH_AGAIN_MS);
      }
    };
    const wake = (): void => {
      if (opened) opened.wake();
      else void open();
    };
    void open();
    window.addEventListener('online', wake);
    return () => {
      over = true;
      clearTimeout(again);
      window.removeEventListener('online', wake);
      opened?.stop();
      // Nothing is given to one that does not send any more.
      setHeld(null);
    };
  }, [client, accountId]);
  // Until the next one has come, nothing goes into that of the account before.
  const own = held?.client === client && held.accountId === accountId ? held.outbox : null;
  return <OutboxContext value={own}>{children}</OutboxContext>;
}

/** The outbox of the signed-in account; null for a visitor, and until its scripts have come. */
export function useOutbox(): Outbox | null {
  return useContext(OutboxContext);
}
