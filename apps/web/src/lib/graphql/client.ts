import { retryExchange } from '@urql/exchange-retry';
import { Client, fetchExchange, mapExchange } from 'urql';
import { ViewerDocument } from '../../gql/graphql.js';
import { createCache } from './cache.js';
import { problemOf } from './problem.js';

/** A client with its own cache, and word of the moment when the server no longer knows its session. */
export interface Connection {
  client: Client;
  /** Calls the listener when a request is refused although the cache says that somebody is signed in. */
  onSessionEnd: (listener: () => void) => () => void;
}

/**
 * A client with an empty cache. One is made at the start and a new one whenever the account changes, so that nothing
 * that one account read can be shown to the next.
 */
export function createConnection(): Connection {
  const listeners = new Set<() => void>();
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      mapExchange({
        onError(error) {
          if (problemOf(error)?.code !== 'UNAUTHENTICATED') return;
          // A visitor is refused as well, by a wrong password for example: only a session that was there can end.
          if (client.readQuery(ViewerDocument, {})?.data?.me) for (const listener of listeners) listener();
        },
      }),
      createCache(),
      // Reads are tried again quietly; a write is repeated only by the person or by the composer, with its own id.
      retryExchange({
        initialDelayMs: 400,
        maxDelayMs: 3000,
        maxNumberAttempts: 3,
        retryIf: (error, operation) => operation.kind === 'query' && Boolean(error.networkError) && navigator.onLine,
      }),
      fetchExchange,
    ],
  });
  return {
    client,
    onSessionEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
