import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { CommunityHomeDocument } from '../../gql/graphql.js';
import type { CommunityHomeQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useCommunityNews } from '../../lib/realtime/use-community-news.js';

/** A community as its own pages need it. */
export type CommunityHome = NonNullable<CommunityHomeQuery['community']>;

/** What is known of a community: undefined while loading, null when it is not there for the viewer. */
export interface CommunityState {
  community: CommunityHome | null | undefined;
  problem: Problem | null;
  retry: () => void;
}

/** Puts a community's address of now in the place of a former one, which the server understands as well. */
function usePresentAddress(slug: string, present: string | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!present || present === slug) return;
    void navigate({
      to: '.',
      params: (before) => ({ ...before, slug: present }),
      search: true,
      hash: true,
      replace: true,
    });
  }, [navigate, slug, present]);
}

/** The community with this slug, in the interface's language; read again when it, or one's place in it, has changed. */
export function useCommunity(slug: string): CommunityState {
  const { language } = useLocale();
  const { me } = useViewer();
  const [{ data, error }, execute] = useQuery({ query: CommunityHomeDocument, variables: { slug, language } });
  const community = data?.community;
  const retry = (): void => execute({ requestPolicy: 'network-only' });
  // A visitor hears nothing of a private community: no connection is opened for that.
  useCommunityNews({ id: community?.id ?? null, slug }, me !== null || community?.visibility === 'PUBLIC', retry);
  usePresentAddress(slug, community?.slug);
  const problem = problemOf(error);
  if (problem?.code === 'NOT_FOUND') return { community: null, problem: null, retry: () => undefined };
  return { community, problem, retry };
}
