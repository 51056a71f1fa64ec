import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { createConnection } from './client.js';

interface SessionCache {
  /** Throws away everything read so far and asks again; to be called after signing in or out. */
  renew: () => void;
  /** Rises by one at each renewal; what hangs on the account (the socket, drafts) watches it. */
  generation: number;
}

const SessionCacheContext = createContext<SessionCache | null>(null);

/** Holds the GraphQL client of the present session. */
export function GraphqlProvider({ children }: { children: ReactNode }): ReactNode {
  const [session, setSession] = useState(() => ({ connection: createConnection(), generation: 0 }));
  const renew = useCallback(() => {
    setSession((before) => ({ connection: createConnection(), generation: before.generation + 1 }));
  }, []);
  const { connection, generation } = session;
  // Somebody whose session has ended goes on reading as a visitor.
  useEffect(() => connection.onSessionEnd(renew), [connection, renew]);
  const value = useMemo(() => ({ renew, generation }), [renew, generation]);
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
