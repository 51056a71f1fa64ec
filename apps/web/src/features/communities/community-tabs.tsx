import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet, useMatch, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { Notice } from '../../components/notice.js';
import { later } from '../../components/later.js';
import { Page } from '../../components/page.js';
import { LinkButton } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { formatTag, withWords } from '../../lib/i18n/locale.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import { looksAfter, WaitingCount } from '../facilitation/waiting-count.js';
import { JoinPrompt } from '../membership/join-prompt.js';
import { LeaveButton } from '../membership/leave-button.js';
import { useWasPossible } from '../membership/use-was-possible.js';
import { CommunityContext, isOpenToViewer } from './community-context.js';
import { MemberCount, RoleChip, StatusChip, Summary, VisibilityChip } from './community-facts.js';
import { barStyle } from './community-list.js';
import styles from './community-page.module.css';
import { useCommunity } from './use-community.js';
import type { CommunityHome } from './use-community.js';

const CommunityTies = later(
  withWords('inbox', () => import('../mail/community-ties.js').then(({ CommunityTies: component }) => component)),
  { waiting: <div className={styles.ties} /> },
);

function bringInto(row: HTMLElement, tab: HTMLElement): void {
  const [frame, box] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (box.left < frame.left) row.scrollLeft += box.left - frame.left;
  else if (box.right > frame.right) row.scrollLeft += box.right - frame.right;
}

function Tabs({ community }: { community: CommunityHome }): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const params = { slug: community.slug };
  const open = isOpenToViewer(community);
  useShortcuts([
    { keys: 'g d', label: t`Go to the discussions`, run: () => void navigate({ to: '/c/$slug', params }) },
    { keys: 'g l', label: t`Go to the library`, run: () => void navigate({ to: '/c/$slug/library', params }) },
    { keys: 'g m', label: t`Go to the members`, run: () => void navigate({ to: '/c/$slug/members', params }) },
    { keys: 'g a', label: t`Go to the description`, run: () => void navigate({ to: '/c/$slug/about', params }) },
    ...(looksAfter(community)
      ? [{ keys: 'g f', label: t`Go to facilitating`, run: () => void navigate({ to: '/c/$slug/facilitate', params }) }]
      : []),
  ]);
  const row = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    // There is no row before.
    if (!open) return undefined;
    const tab = [...(row.current?.querySelectorAll('a') ?? [])].find(({ pathname }) => pathname === path);
    if (!tab) return undefined;
    // On a phone the row is wider than the screen; and a tab grows when its count comes. The row is moved and not the tab
    // asked to show itself: in some browsers the keyboard would then go on from there, past the link to the content.
    const observer = new ResizeObserver(() => row.current && bringInto(row.current, tab));
    observer.observe(tab);
    return () => observer.disconnect();
  }, [path, open]);
  if (!open) return null;
  return (
    <nav ref={row} className={styles.tabs} aria-label={t`Parts of the community`}>
      <Link to="/c/$slug" params={params} className={styles.tab} activeOptions={{ exact: true, includeSearch: false }}>
        <Trans>Discussions</Trans>
      </Link>
      <Link to="/c/$slug/library" params={params} className={styles.tab} activeOptions={{ includeSearch: false }}>
        <Trans>Library</Trans>
      </Link>
      <Link to="/c/$slug/members" params={params} className={styles.tab}>
        <Trans>Members</Trans>
      </Link>
      <Link to="/c/$slug/about" params={params} className={styles.tab}>
        <Trans>About</Trans>
      </Link>
      {looksAfter(community) ? (
        <Link to="/c/$slug/facilitate" params={params} className={styles.tab} activeOptions={{ includeSearch: false }}>
          <Trans>Facilitate</Trans>
          <WaitingCount slug={community.slug} />
        </Link>
      ) : null}
    </nav>
  );
}

/** Why somebody whom a programme has enrolled is here, and cannot leave. */
function EnrolledNote({ community }: { community: CommunityHome }): ReactNode {
  const { locale } = useLocale();
  if (community.viewerEnrolledBy.length === 0) return null;
  const programmes = new Intl.ListFormat(formatTag(locale), { type: 'conjunction' }).format(community.viewerEnrolledBy);
  const association = community.association.name;
  return (
    <Notice>
      <Trans>
        You are a member because your project is on the roster of {programmes}. As long as it is, you cannot leave; the{' '}
        {association} can release you.
      </Trans>
    </Notice>
  );
}

/** Said to somebody who was a member a moment ago, on this page. */
function LostNote({ community }: { community: CommunityHome }): ReactNode {
  const lost = useWasPossible(community.viewerRole !== null);
  if (!lost) return null;
  return (
    <Notice kind="warn" role="status">
      <Trans>You are no longer a member.</Trans>
    </Notice>
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
  const { edit, leave } = community.viewerCan;
  const tied = Boolean(community.mailCadence || community.watchLevel);
  return (
    <header className={styles.head} style={barStyle(community.slug)}>
      <div className={styles.titles}>
        <h1>{community.name}</h1>
        <p className={styles.summary}>
          <Summary text={community.summary} />
        </p>
      </div>
      <div className={styles.facts}>
        <VisibilityChip community={community} />
        <StatusChip community={community} />
        <RoleChip community={community} />
        <MemberCount count={community.memberCount} />
        <span>{community.association.name}</span>
      </div>
      {tied || edit || leave ? (
        <div className={styles.headRow}>
          {tied ? <CommunityTies community={community} /> : null}
          <div className={styles.headActions}>
            {edit ? (
              <LinkButton to="/c/$slug/edit" params={{ slug: community.slug }} small>
                <Trans>Edit the texts</Trans>
              </LinkButton>
            ) : null}
            {leave ? <LeaveButton community={community} /> : null}
          </div>
        </div>
      ) : null}
    </header>
  );
}

/** A community's head and tabs, around whichever of them is open. */
export function CommunityTabs(): ReactNode {
  const { t } = useLingui();
  const { slug } = useParams({ from: '/c/$slug' });
  const { me } = useViewer();
  const { community, problem, retry } = useCommunity(slug);
  const onAbout = useMatch({ from: '/c/$slug/tabs/about', shouldThrow: false }) !== undefined;
  if (community === null) return <NotFoundPage />;
  // Outsiders of a private community see the description in place of the discussions.
  const ruleBelow = onAbout || (community !== undefined && !isOpenToViewer(community));
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
          <LostNote key={`${me?.id} ${community.id}`} community={community} />
          <StatusNote community={community} />
          <EnrolledNote community={community} />
          {community.status === 'ARCHIVED' ? null : <JoinPrompt community={community} ruleBelow={ruleBelow} />}
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
