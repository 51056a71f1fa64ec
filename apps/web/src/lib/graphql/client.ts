import { retryExchange } from '@urql/exchange-retry';
import { Client, fetchExchange, getOperationName, makeOperation, mapExchange, ssrExchange } from 'urql';
import type { Exchange, Operation } from 'urql';
import { ViewerDocument } from '../../gql/graphql.js';
import type { ViewerQuery } from '../../gql/graphql.js';
import { createCache } from './cache.js';
import type { FirstView } from './first-view.js';
import { problemOf } from './problem.js';

/** A client with its own cache, for as long as the account stays the same. */
export interface Connection {
  client: Client;
  /** The last answer to who is looking, null before the first; an error does not take it back. */
  viewer: () => ViewerQuery | null;
  /** Asks anew who is looking; for facts about the same account. */
  reread: () => Promise<void>;
  /** Calls the listener when an answer of the server says, or may mean, that the account has changed. */
  onDoubt: (listener: () => void) => () => void;
}

const URL = '/graphql';
const CREDENTIALS = { credentials: 'same-origin' } as const;

/** The one question that is never refused for who asks it: it is how a page finds out. */
const asksWho = (operation: Operation): boolean =>
  getOperationName(operation.query) === getOperationName(ViewerDocument);

/**
 * Tells the server with each request which account the page shows. All tabs share one cookie: without this, what
 * somebody wrote here would go out in the name of whoever has signed in elsewhere meanwhile.
 */
const namesAccount = (viewer: () => ViewerQuery | null): Exchange =>
  mapExchange({
    onOperation(operation) {
      const known = viewer();
      if (!known || operation.kind === 'teardown' || asksWho(operation)) return operation;
      // What is said on leaving the page has to outlive it.
      const keepalive = operation.context['keepalive'] === true;
      const fetchOptions = { ...CREDENTIALS, keepalive, headers: { 'x-copse-account': known.me?.id ?? 'none' } };
      return makeOperation(operation.kind, operation, { ...operation.context, fetchOptions });
    },
  });

/**
 * What came with the page stands for an answer of the server, which the cache then keeps like any other: the first one
 * (`before` the cache) has it asked for no more than once, the second (`behind` it) gives it.
 */
function takesOver(view: FirstView): { before: Exchange; behind: Exchange } {
  const behind = ssrExchange({ isClient: true });
  const before = mapExchange({
    onOperation(operation) {
      if (operation.kind === 'mutation') view.forget();
      if (operation.kind !== 'query' || operation.context.requestPolicy === 'network-only') return operation;
      const data = view.answerTo(operation.query, operation.variables);
      if (data === undefined) return operation;
      behind.restoreData({ [operation.key]: { data: JSON.stringify(data) } });
      return makeOperation(operation.kind, operation, { ...operation.context, requestPolicy: 'cache-first' });
    },
  });
  return { before, behind };
}

/**
 * The cache takes a question that is asked again right after its own refusal for a loop, and keeps it for good: nobody who
 * shares it could try again. Such a one goes past it.
 */
function pastRefusals(): Exchange {
  const refused = new Set<number>();
  return mapExchange({
    onOperation(operation) {
      if (operation.kind !== 'query' || !refused.delete(operation.key)) return operation;
      return makeOperation(operation.kind, operation, { ...operation.context, requestPolicy: 'network-only' });
    },
    onResult({ operation, data, error }) {
      if (error && !data) refused.add(operation.key);
    },
  });
}

/**
 * A client with an empty cache. One is made at the start and a new one whenever the account changes, so that nothing
 * that one account read can be shown to the next. `known` is who is looking, where that has been asked already; `view`
 * what came with the page, for the first one.
 */
export function createConnection(known: ViewerQuery | null = null, view?: FirstView): Connection {
  const listeners = new Set<() => void>();
  let answer = known ?? view?.answerTo(ViewerDocument, {}) ?? null;
  const viewer = (): ViewerQuery | null => answer;
  const doubt = (): void => {
    for (const listener of listeners) listener();
  };
  const first = view && takesOver(view);
  const client = new Client({
    url: URL,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: CREDENTIALS,
    exchanges: [
      mapExchange({
        onResult({ operation, data }) {
          if (!data || !asksWho(operation)) return;
          const next = data as ViewerQuery;
          // What this client has read is for one account only: another one needs a client of its own.
          if (answer && answer.me?.id !== next.me?.id) doubt();
          else answer = next;
        },
        onError(error) {
          if (problemOf(error)?.code === 'UNAUTHENTICATED') doubt();
        },
      }),
      ...(first ? [first.before] : []),
      pastRefusals(),
      createCache(),
      ...(first ? [first.behind] : []),
      // Reads are tried again quietly; a write is repeated only by the person or by the composer, with its own id.
      retryExchange({
        initialDelayMs: 400,
        maxDelayMs: 3000,
        maxNumberAttempts: 3,
        retryIf: (error, operation) => operation.kind === 'query' && Boolean(error.networkError) && navigator.onLine,
      }),
      namesAccount(viewer),
      fetchExchange,
    ],
  });
  return {
    client,
    viewer,
    reread: async () => {
      await client.query(ViewerDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    },
    onDoubt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Asks the server anew who is looking, past every cache; null when it cannot be asked at the moment. */
export async function askWho(): Promise<ViewerQuery | null> {
  const client = new Client({
    url: URL,
    preferGetMethod: false,
    fetchOptions: CREDENTIALS,
    exchanges: [fetchExchange],
  });
  const { data } = await client.query(ViewerDocument, {}).toPromise();
  return data ?? null;
}
