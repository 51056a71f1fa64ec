import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { LinkButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { CommunityThreadsDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import { useCommunityLive } from '../../lib/realtime/use-community-live.js';
import { useUnreadLive } from '../../lib/realtime/use-unread-live.js';
import { AboutTab } from './about-tab.js';
import { isOpenToViewer, useTabCommunity } from './community-context.js';
import styles from './community-page.module.css';
import { ThreadList } from './thread-list.js';
import type { CommunityHome } from './use-community.js';

function StartButton({ community }: { community: CommunityHome }): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const params = { slug: community.slug };
  useShortcuts([{ keys: 'n', label: t`Start a discussion`, run: () => void navigate({ to: '/c/$slug/new', params }) }]);
  return (
    <LinkButton to="/c/$slug/new" params={params} look="primary">
      <Trans>Start a discussion</Trans>
    </LinkButton>
  );
}

function NoThreads({ community }: { community: CommunityHome }): ReactNode {
  if (!community.viewerCan.startThread) {
    return (
      <Empty>
        <p>
          {community.status === 'ARCHIVED' ? (
            <Trans>Nothing was discussed in this community.</Trans>
          ) : community.status === 'OPERATIONAL' && !community.viewerRole ? (
            <Trans>No discussions yet. Once you are a member, you can start the first one.</Trans>
          ) : (
            <Trans>No discussions yet.</Trans>
          )}
        </p>
      </Empty>
    );
  }
  return (
    <Empty>
      <p>
        <Trans>Nobody has started a discussion yet. Some ways to begin:</Trans>
      </p>
      <ul className={styles.starters}>
        <li>
          <Trans>Introduce yourself: where you work, and what you are busy with.</Trans>
        </li>
        <li>
          <Trans>Ask what others use: “Which floor cleaner survives a toddler gallery?”</Trans>
        </li>
        <li>
          <Trans>Tell what you tried lately, and what you would do differently.</Trans>
        </li>
      </ul>
      <StartButton community={community} />
    </Empty>
  );
}

/** Pinned discussions first, and not once more in their place. */
function onTop<Thread extends { id: string }>(pinned: readonly Thread[], edges: readonly { node: Thread }[]): Thread[] {
  const ids = new Set(pinned.map(({ id }) => id));
  return [...pinned, ...edges.map(({ node }) => node).filter(({ id }) => !ids.has(id))];
}

function Threads({ community }: { community: CommunityHome }): ReactNode {
  const { t } = useLingui();
  const client = useClient();
  const { slug } = community;
  const { after: begin } = useSearch({ from: '/c/$slug/tabs/' });
  const [after, setAfter] = useState<string | null>(begin ?? null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CommunityThreadsDocument,
    variables: { slug, after },
  });
  const readAnew = (from: string | null): void => {
    void client.query(CommunityThreadsDocument, { slug, after: from }, { requestPolicy: 'network-only' }).toPromise();
  };
  useCommunityLive(slug, () => readAnew(null));
  // Of a long list, what was loaded last as well: what one has just read may be there.
  useUnreadLive(() => {
    for (const from of new Set([null, after])) readAnew(from);
  });
  const threads = data?.community?.threads;
  const problem = problemOf(error);
  if (!threads) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the discussions`} heights={[104, 104, 104, 104, 104, 104]} />;
  }
  if (threads.edges.length === 0) return <NoThreads community={community} />;
  return (
    <>
      <div className={styles.listHead}>
        <h2>
          <Trans>Discussions</Trans>
        </h2>
        {community.viewerCan.startThread ? <StartButton community={community} /> : null}
      </div>
      {problem ? <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} /> : null}
      {begin === undefined ? null : (
        <Link to="/c/$slug" params={{ slug }}>
          <Trans>To the latest discussions</Trans>
        </Link>
      )}
      <ThreadList slug={slug} threads={onTop(data?.community?.pinnedThreads ?? [], threads.edges)} />
      {threads.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(threads.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}

/** `/c/:slug`: the discussions by latest activity; an outsider of a private community reads about it instead. */
export function DiscussionsTab(): ReactNode {
  const community = useTabCommunity();
  const { after } = useSearch({ from: '/c/$slug/tabs/' });
  return isOpenToViewer(community) ? <Threads key={after} community={community} /> : <AboutTab />;
}
