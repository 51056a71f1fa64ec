import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import { JoinPrompt } from '../membership/join-prompt.js';
import { LeaveButton } from '../membership/leave-button.js';
import { CommunityContext, isOpenToViewer } from './community-context.js';
import { MemberCount, RoleChip, StatusChip, Summary, VisibilityChip } from './community-facts.js';
import { barStyle } from './community-list.js';
import styles from './community-page.module.css';
import { useCommunity } from './use-community.js';
import type { CommunityHome } from './use-community.js';

function Tabs({ community }: { community: CommunityHome }): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const params = { slug: community.slug };
  const open = isOpenToViewer(community);
  useShortcuts([
    { keys: 'g d', label: t`Go to the discussions`, run: () => void navigate({ to: '/c/$slug', params }) },
    { keys: 'g m', label: t`Go to the members`, run: () => void navigate({ to: '/c/$slug/members', params }) },
    { keys: 'g a', label: t`Go to the description`, run: () => void navigate({ to: '/c/$slug/about', params }) },
  ]);
  if (!open) return null;
  return (
    <nav className={styles.tabs} aria-label={t`Parts of the community`}>
      <Link to="/c/$slug" params={params} className={styles.tab} activeOptions={{ exact: true }}>
        <Trans>Discussions</Trans>
      </Link>
      <Link to="/c/$slug/members" params={params} className={styles.tab}>
        <Trans>Members</Trans>
      </Link>
      <Link to="/c/$slug/about" params={params} className={styles.tab}>
        <Trans>About</Trans>
      </Link>
    </nav>
  );
}

function StatusNote({ community }: { community: CommunityHome }): ReactNode {
  if (community.status === 'ORGANIZING') {
    return (
      <Notice kind="warn">
        <Trans>This community is being set up. You can join it; its facilitators start the discussions.</Trans>
      </Notice>
    );
  }
  if (community.status === 'ARCHIVED') {
    return (
      <Notice>
        <Trans>This community is archived. Everything can be read, and nothing new is added.</Trans>
      </Notice>
    );
  }
  return null;
}

function Head({ community }: { community: CommunityHome }): ReactNode {
  return (
    <header className={styles.head} style={barStyle(community.slug)}>
      <div className={styles.headRow}>
        <div className={styles.titles}>
          <h1>{community.name}</h1>
          <p className={styles.summary}>
            <Summary text={community.summary} />
          </p>
        </div>
        {community.viewerCan.leave ? <LeaveButton community={community} /> : null}
      </div>
      <div className={styles.facts}>
        <VisibilityChip community={community} />
        <StatusChip community={community} />
        <RoleChip community={community} />
        <MemberCount count={community.memberCount} />
        <span>{community.association.name}</span>
      </div>
    </header>
  );
}

/** A community's head and tabs, around whichever of them is open. */
export function CommunityTabs(): ReactNode {
  const { t } = useLingui();
  const { slug } = useParams({ from: '/c/$slug' });
  const { community, problem, retry } = useCommunity(slug);
  if (community === null) return <NotFoundPage />;
  return (
    <Page title={community?.name}>
      <div>
        <Link to="/communities" className={styles.crumb}>
          <ChevronLeft size={16} aria-hidden="true" />
          <Trans>Communities</Trans>
        </Link>
      </div>
      {community ? (
        <CommunityContext value={community}>
          <Head community={community} />
          <StatusNote community={community} />
          {community.status === 'ARCHIVED' ? null : <JoinPrompt community={community} />}
          <Tabs community={community} />
          <Outlet />
        </CommunityContext>
      ) : (
        <>
          <h1 className={problem ? undefined : 'visually-hidden'}>
            <Trans>Community</Trans>
          </h1>
          {problem ? (
            <ProblemNotice problem={problem} onRetry={retry} />
          ) : (
            <Skeleton label={t`Loading the community`} heights={[44, 60, 30, 48, 90, 90, 90, 90, 90, 90]} />
          )}
        </>
      )}
    </Page>
  );
}
