import { useQuery } from 'urql';
import { ViewerDocument } from '../../gql/graphql.js';
import type { ViewerAccountFragment } from '../../gql/graphql.js';
import { problemOf } from './problem.js';
import type { Problem } from './problem.js';
import { useSessionCache } from './session.js';

/** Who is looking. `known` is false until the first answer: show neither the visitor's nor the member's controls then. */
export interface Viewer {
  known: boolean;
  me: ViewerAccountFragment | null;
  /** Mail is kept on the server for staff to read, because no mail server is configured. */
  mailboxKept: boolean;
  /** Why it is not known; the question is asked again by itself until there is an answer. */
  problem: Problem | null;
}

/** The signed-in account, from the cache after the first request of the page. An error later on changes nothing. */
export function useViewer(): Viewer {
  const { viewer } = useSessionCache();
  // Drawn again with each answer; the answer itself is the connection's, which keeps the last good one.
  const [{ error }] = useQuery({ query: ViewerDocument, requestPolicy: 'cache-first' });
  const answer = viewer();
  return {
    known: answer !== null,
    me: answer?.me ?? null,
    mailboxKept: answer?.site.mailboxKept ?? false,
    problem: answer ? null : problemOf(error),
  };
}
