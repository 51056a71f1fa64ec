import { useClient, useQuery } from 'urql';
import { ChosenThreadsDocument, CommunityThreadsDocument } from '../../gql/graphql.js';
import type { CommunityThreadsQuery, ThreadChoice } from '../../gql/graphql.js';
import { problemOf, type Problem } from '../../lib/graphql/problem.js';
import type { ShownDiscussions } from './discussions-search.js';

type Community = NonNullable<CommunityThreadsQuery['community']>;

const choiceOf: Record<ShownDiscussions, ThreadChoice> = {
  unread: 'UNREAD',
  unanswered: 'UNANSWERED',
  mine: 'MINE',
};

interface FoundThreads {
  threads: Community['threads'] | undefined;
  pinned: Community['pinnedThreads'] | undefined;
  problem: Problem | null;
  fetching: boolean;
  /** Reads what is shown anew, from the server. */
  again(): void;
  /** Reads the page after a cursor anew; null is the first. */
  readAnew(after: string | null): void;
}

/** A community's discussions up to the page after `after`: all of them, or those that are chosen, which has no pins. */
export function useThreads(slug: string, show: ShownDiscussions | undefined, after: string | null): FoundThreads {
  const client = useClient();
  const all = { slug, after };
  const some = { ...all, choice: choiceOf[show ?? 'unread'] };
  const [whole, askWhole] = useQuery({ query: CommunityThreadsDocument, variables: all, pause: show !== undefined });
  const [chosen, askChosen] = useQuery({ query: ChosenThreadsDocument, variables: some, pause: show === undefined });
  const { error, fetching } = show ? chosen : whole;
  const anew = { requestPolicy: 'network-only' } as const;
  return {
    threads: (show ? chosen : whole).data?.community?.threads,
    pinned: show ? undefined : whole.data?.community?.pinnedThreads,
    problem: problemOf(error),
    fetching,
    again: () => (show ? askChosen(anew) : askWhole(anew)),
    readAnew: (from) => {
      const answer = show
        ? client.query(ChosenThreadsDocument, { ...some, after: from }, anew)
        : client.query(CommunityThreadsDocument, { slug, after: from }, anew);
      void answer.toPromise();
    },
  };
}
