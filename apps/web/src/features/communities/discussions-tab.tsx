import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import { useCommunityLive } from '../../lib/realtime/use-community-live.js';
import { useUnreadLive } from '../../lib/realtime/use-unread-live.js';
import { AboutTab } from './about-tab.js';
import { isOpenToViewer, useTabCommunity } from './community-context.js';
import styles from './community-page.module.css';
import { DiscussionFilters } from './discussion-filters.js';
import type { ShownDiscussions } from './discussions-search.js';
import { ThreadList } from './thread-list.js';
import type { CommunityHome } from './use-community.js';
import { useThreads } from './use-threads.js';

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

/** What a filter finds nothing for. */
function NoneOfThese({ show }: { show: ShownDiscussions }): ReactNode {
  return (
    <Empty>
      <p>
        {show === 'unread' ? (
          <Trans>You are up to date: of what was said here in the last 60 days, you have read everything.</Trans>
        ) : show === 'unanswered' ? (
          <Trans>Every discussion here has a reply.</Trans>
        ) : (
          <Trans>You have not started a discussion here yet.</Trans>
        )}
      </p>
    </Empty>
  );
}

interface ThreadsProps {
  community: CommunityHome;
  /** The cursor after which the list begins, where the address names one. */
  begin: string | undefined;
  show: ShownDiscussions | undefined;
}

function Threads({ community, begin, show }: ThreadsProps): ReactNode {
  const { t } = useLingui();
  const { slug } = community;
  const [after, setAfter] = useState<string | null>(begin ?? null);
  const { threads, pinned, problem, fetching, again, readAnew } = useThreads(slug, show, after);
  useCommunityLive(slug, () => {
    if (!show || after === null) readAnew(null);
  });
  // Of a long list, what was loaded last as well: what one has just read may be there. One that is narrowed has other pages
  // once its first has changed, so while several are shown they stay what they were.
  useUnreadLive(() => {
    if (!show || after === null) for (const from of new Set([null, after])) readAnew(from);
  });
  if (threads?.edges.length === 0 && !show) return <NoThreads community={community} />;
  return (
    <>
      <div className={styles.listHead}>
        <h2>
          <Trans>Discussions</Trans>
        </h2>
        {community.viewerCan.startThread ? <StartButton community={community} /> : null}
      </div>
      <DiscussionFilters slug={slug} isMember={community.viewerRole != null} shown={show} />
      {problem ? <ProblemNotice problem={problem} onRetry={again} /> : null}
      {begin === undefined || show ? null : (
        <Link to="/c/$slug" params={{ slug }}>
          <Trans>To the latest discussions</Trans>
        </Link>
      )}
      {threads ? (
        <>
          {show ? (
            <p className={styles.found} role="status">
              <Plural value={threads.totalCount} _0="No discussions" one="# discussion" other="# discussions" />
            </p>
          ) : null}
          {threads.edges.length === 0 && show ? (
            <NoneOfThese show={show} />
          ) : (
            <ThreadList slug={slug} threads={onTop(pinned ?? [], threads.edges)} />
          )}
          {threads.pageInfo.hasNextPage ? (
            <ShowMore busy={fetching} onPress={() => setAfter(threads.pageInfo.endCursor ?? null)} />
          ) : null}
        </>
      ) : problem ? null : (
        <Skeleton label={t`Loading the discussions`} heights={[104, 104, 104, 104, 104, 104]} />
      )}
    </>
  );
}

/** `/c/:slug`: the discussions by latest activity, or those that `?show=` names; an outsider of a private community reads about it instead. */
export function DiscussionsTab(): ReactNode {
  const community = useTabCommunity();
  const { after, show: named } = useSearch({ from: '/c/$slug/tabs/' });
  // What is unread, and one's own, is a member's: to others the address of it is that of all.
  const show = named === 'unanswered' || community.viewerRole ? named : undefined;
  return isOpenToViewer(community) ? (
    <Threads key={`${community.id} ${show} ${after}`} community={community} begin={after} show={show} />
  ) : (
    <AboutTab />
  );
}
