import { useQuery } from 'urql';
import { CommunityHomeDocument } from '../../gql/graphql.js';
import type { CommunityHomeQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

/** A community as its own pages need it. */
export type CommunityHome = NonNullable<CommunityHomeQuery['community']>;

/** What is known of a community: undefined while loading, null when it is not there for the viewer. */
export interface CommunityState {
  community: CommunityHome | null | undefined;
  problem: Problem | null;
  retry: () => void;
}

/** The community with this slug, in the interface's language. */
export function useCommunity(slug: string): CommunityState {
  const { language } = useLocale();
  const [{ data, error }, execute] = useQuery({ query: CommunityHomeDocument, variables: { slug, language } });
  const problem = problemOf(error);
  if (problem?.code === 'NOT_FOUND') return { community: null, problem: null, retry: () => undefined };
  return { community: data?.community, problem, retry: () => execute({ requestPolicy: 'network-only' }) };
}
