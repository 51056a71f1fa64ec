import { createContext, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import type { ViewerQuery } from '../../gql/graphql.js';
import { announceAccount } from './account-channel.js';
import { askWho, createConnection } from './client.js';
import type { Connection } from './client.js';
import type { FirstView } from './first-view.js';
import { SessionStore } from './session-store.js';
import type { SessionState } from './session-store.js';
import { useAccountSigns } from './use-account-signs.js';

interface SessionCache
  extends Pick<SessionState, 'generation' | 'unasked'>, Pick<SessionStore, 'renew' | 'check' | 'acknowledge'> {
  /** The last answer to who is looking, null before the first. */
  viewer: () => ViewerQuery | null;
  /** What came with the page. */
  view: FirstView;
}

const SessionCacheContext = createContext<SessionCache | null>(null);

interface GraphqlProviderProps {
  /** What came with the page; it counts for the account that the page was asked for by, and for no other. */
  view: FirstView;
  children: ReactNode;
}

/** Holds the GraphQL client of the present account, and follows the account when it changes elsewhere. */
export function GraphqlProvider({ view, children }: GraphqlProviderProps): ReactNode {
  const [store] = useState(() => {
    let beginning: FirstView | undefined = view;
    const connect = (known: ViewerQuery | null): Connection => {
      const connection = createConnection(known, beginning);
      if (!beginning) view.forget();
      beginning = undefined;
      return connection;
    };
    return new SessionStore({ connect, ask: askWho, announce: announceAccount });
  });
  const { connection, generation, unasked } = useSyncExternalStore(store.subscribe, store.read);
  useAccountSigns(connection, store.check);
  const { viewer } = connection;
  const value = useMemo(() => {
    const { renew, check, acknowledge } = store;
    return { renew, check, acknowledge, generation, viewer, unasked, view };
  }, [store, generation, viewer, unasked, view]);
  return (
    <SessionCacheContext value={value}>
      <Provider value={connection.client}>{children}</Provider>
    </SessionCacheContext>
  );
}

/** The session of this page: who is looking, and how to renew it when the account changes; see {@link GraphqlProvider}. */
export function useSessionCache(): SessionCache {
  const value = useContext(SessionCacheContext);
  if (!value) throw new Error('useSessionCache is used outside of GraphqlProvider');
  return value;
}
