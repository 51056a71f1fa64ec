import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { createConnection } from './client.js';

interface SessionCache {
  /** Throws away everything read so far and asks again; to be called after signing in or out. */
  renew: () => void;
  /** Rises by one at each renewal; what hangs on the account (the socket, drafts) watches it. */
  generation: number;
  /** The session ended by itself: it ran out, or was signed out elsewhere. */
  ended: boolean;
}

const SessionCacheContext = createContext<SessionCache | null>(null);

/** Holds the GraphQL client of the present session. */
export function GraphqlProvider({ children }: { children: ReactNode }): ReactNode {
  const [session, setSession] = useState(() => ({ connection: createConnection(), generation: 0, ended: false }));
  const start = useCallback((ended: boolean) => {
    setSession((before) => ({ connection: createConnection(), generation: before.generation + 1, ended }));
  }, []);
  const renew = useCallback(() => start(false), [start]);
  const { connection, generation, ended } = session;
  // Somebody whose session has ended goes on reading as a visitor.
  useEffect(() => connection.onSessionEnd(() => start(true)), [connection, start]);
  const value = useMemo(() => ({ renew, generation, ended }), [renew, generation, ended]);
  return (
    <SessionCacheContext value={value}>
      <Provider value={connection.client}>{children}</Provider>
    </SessionCacheContext>
  );
}

/** How to renew the cache when the account changes; see {@link GraphqlProvider}. */
export function useSessionCache(): SessionCache {
  const value = useContext(SessionCacheContext);
  if (!value) throw new Error('useSessionCache is used outside of GraphqlProvider');
  return value;
}
