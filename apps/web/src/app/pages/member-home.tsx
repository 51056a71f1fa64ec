import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LinkButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { CommunityCards } from '../../features/communities/community-list.js';
import { isOneClick } from '../../features/communities/one-click.js';
import { ForYou, WhatIsNew } from '../../features/inbox/for-you.js';
import { DirectoryDocument, MyCommunitiesDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { hourOfDay } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useUnreadLive } from '../../lib/realtime/use-unread-live.js';
import { useNow } from '../../lib/use-now.js';
import styles from './home.module.css';

/** How many communities are proposed. */
const proposals = 3;
/** A community in which nobody wrote for as long is quiet. */
const LIVELY_MS = 60 * 24 * 3600 * 1000;

function Greeting({ name }: { name: string }): ReactNode {
  const hour = hourOfDay(useNow(), useTimeZone());
  if (hour < 12) return <Trans>Good morning, {name}</Trans>;
  if (hour < 18) return <Trans>Good afternoon, {name}</Trans>;
  return <Trans>Good evening, {name}</Trans>;
}

function MyCommunities(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [{ data, error }, refetch] = useQuery({ query: MyCommunitiesDocument, variables: { language } });
  useUnreadLive(() => refetch({ requestPolicy: 'network-only' }));
  if (!data) {
    const problem = problemOf(error);
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading your communities`} heights={[160]} />;
  }
  if (data.communities.edges.length === 0) {
    return (
      <Empty>
        <p>
          <Trans>You have not joined a community yet. Those you join appear here, one click away.</Trans>
        </p>
        <LinkButton to="/communities" look="primary">
          <Trans>Find a community</Trans>
        </LinkButton>
      </Empty>
    );
  }
  return <CommunityCards communities={data.communities.edges.map(({ node }) => node)} />;
}

function Discover(): ReactNode {
  const now = useNow();
  const { t } = useLingui();
  const { language } = useLocale();
  const [{ data, error }, refetch] = useQuery({
    query: DirectoryDocument,
    variables: { language, status: 'OPERATIONAL', openToJoin: true },
  });
  if (!data) {
    const problem = problemOf(error);
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the communities`} heights={[160]} />;
  }
  const open = data.communities.edges.map(({ node }) => node).filter((node) => !node.viewerRole && isOneClick(node));
  const isLively = ({ lastActivityAt: at }: (typeof open)[number]): boolean =>
    typeof at === 'string' && now - Date.parse(at) < LIVELY_MS;
  // Another three each day, so that the first letters of the alphabet are not always the ones proposed.
  const turned = (those: typeof open): typeof open => {
    const start = those.length === 0 ? 0 : (new Date(now).getDate() * proposals) % those.length;
    return [...those.slice(start), ...those.slice(0, start)];
  };
  const proposed = [...turned(open.filter(isLively)), ...turned(open.filter((node) => !isLively(node)))];
  return <CommunityCards communities={proposed.slice(0, proposals)} />;
}

interface MemberHomeProps {
  name: string;
  /** Whether the address is confirmed; before that there is no inbox. */
  confirmed: boolean;
}

/** The home page of somebody who is signed in. */
export function MemberHome({ name, confirmed }: MemberHomeProps): ReactNode {
  // What stands above is as high as it has rows: what is below comes with it, so that it does not jump.
  const [settled, setSettled] = useState(!confirmed);
  return (
    <Page title={undefined}>
      <h1 className={styles.greeting}>
        <Greeting name={name} />
      </h1>
      {confirmed ? (
        <>
          <WhatIsNew />
          <section className={styles.section} aria-labelledby="for-you">
            <h2 id="for-you">
              <Trans>For you</Trans>
            </h2>
            <ForYou onSettled={() => setSettled(true)} />
          </section>
        </>
      ) : null}
      <section hidden={!settled} className={styles.section} aria-labelledby="mine">
        <h2 id="mine">
          <Trans>My communities</Trans>
        </h2>
        <MyCommunities />
      </section>
      <section hidden={!settled} className={styles.section} aria-labelledby="discover">
        <div className={styles.sectionHead}>
          <h2 id="discover">
            <Trans>Discover</Trans>
          </h2>
          <Link to="/communities">
            <Trans>See all communities</Trans>
          </Link>
        </div>
        <Discover />
      </section>
    </Page>
  );
}
