import { useQuery } from 'urql';
import { ViewerDocument } from '../../gql/graphql.js';
import type { ViewerAccountFragment } from '../../gql/graphql.js';

/** Who is looking. `known` is false until the first answer: show neither the visitor's nor the member's controls then. */
export interface Viewer {
  known: boolean;
  me: ViewerAccountFragment | null;
  /** Mail is kept on the server for staff to read, because no mail server is configured. */
  mailboxKept: boolean;
}

/** The signed-in account, from the cache after the first request of the page. */
export function useViewer(): Viewer {
  const [{ data, error }] = useQuery({ query: ViewerDocument, requestPolicy: 'cache-first' });
  return { known: Boolean(data ?? error), me: data?.me ?? null, mailboxKept: data?.site.mailboxKept ?? false };
}
