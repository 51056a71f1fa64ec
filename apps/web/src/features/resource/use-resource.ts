import { useEffect, useEffectEvent, useState } from 'react';
import { useQuery } from 'urql';
import { ResourcePageDocument } from '../../gql/graphql.js';
import type { ResourcePageQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useOnline } from '../../lib/use-online.js';
import { useCommunityNews } from '../../lib/realtime/use-community-news.js';

/** A resource as its own pages need it. */
export type WholeResource = NonNullable<ResourcePageQuery['resource']>;

/** What is known of a resource: undefined while loading, null when it is not there for the viewer. */
export interface ResourceState {
  resource: WholeResource | null | undefined;
  problem: Problem | null;
  /** The community of a resource that the present account could read on this page a moment ago. */
  lost: WholeResource['community'] | null;
  retry: () => void;
}

/** The resource with this id; read again when its community, or one's place in that, has changed. */
export function useResource(id: string): ResourceState {
  const { language } = useLocale();
  const { me } = useViewer();
  const online = useOnline();
  const [{ data, error }, execute] = useQuery({
    query: ResourcePageDocument,
    variables: { id, language },
    requestPolicy: 'cache-and-network',
  });
  const resource = data?.resource;
  const community = resource?.community;
  const retry = (): void => execute({ requestPolicy: 'network-only' });
  const about = { id: community?.id ?? null, slug: community?.slug ?? '' };
  // A visitor hears nothing of a private community: no connection is opened for that.
  useCommunityNews(about, community !== undefined && (me !== null || community.visibility === 'PUBLIC'), retry);
  const problem = problemOf(error);
  const again = useEffectEvent(() => {
    if (problem?.code === 'OFFLINE') retry();
  });
  useEffect(() => {
    if (online) again();
  }, [online]);
  const [read, setRead] = useState<{ resource: WholeResource; by: string } | null>(null);
  if (resource && me && (read?.resource !== resource || read.by !== me.id)) setRead({ resource, by: me.id });
  if (problem?.code === 'NOT_FOUND' || (problem?.code === 'BAD_USER_INPUT' && !resource)) {
    // Of a public community nothing is lost with one's membership: then the resource itself is gone.
    const before = me && read?.by === me.id ? read.resource.community : null;
    return { resource: null, problem: null, lost: before?.visibility === 'PRIVATE' ? before : null, retry };
  }
  return { resource: resource ?? undefined, problem, lost: null, retry };
}
