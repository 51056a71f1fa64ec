import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Avatar } from '../../components/avatar.js';
import { Empty } from '../../components/empty.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { Time } from '../../components/time.js';
import { CommunityApplicationsDocument } from '../../gql/graphql.js';
import type { WaitingApplicationFragment } from '../../gql/graphql.js';
import { classNames } from '../../lib/class-names.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useCommunityNews } from '../../lib/realtime/use-community-news.js';
import type { CommunityHome } from '../communities/use-community.js';
import { useApplicationKeys } from '../facilitation/use-queue-keys.js';
import { PersonName } from '../membership/person-name.js';
import { ApplicationItem } from './application-item.js';
import styles from './applications.module.css';

interface QueueProps {
  community: CommunityHome;
  /** Id of the application that the address names. */
  chosen: string | null;
}

function NothingWaiting({ community }: { community: CommunityHome }): ReactNode {
  return (
    <Empty>
      <p>
        {community.joinPolicy === 'APPLICATION' ? (
          <Trans>
            Nobody is waiting. Applications appear here, the oldest first, and you are told of each by e-mail.
          </Trans>
        ) : (
          <Trans>Nobody is waiting. This community is not joined by application.</Trans>
        )}
      </p>
    </Empty>
  );
}

/** The applications that wait, the oldest first: a list and the one that is looked at. */
export function ApplicationQueue({ community, chosen }: QueueProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { slug } = community;
  const [after, setAfter] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<{ kind: 'good' | 'warn'; words: string } | null>(null);
  const count = useRef<HTMLParagraphElement>(null);
  // What had the focus goes away with the application; while a dialog is open nothing behind it can have it.
  useEffect(() => {
    if (outcome) count.current?.focus();
  }, [outcome]);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CommunityApplicationsDocument,
    variables: { slug, after, language },
  });
  const problem = problemOf(error);
  const again = (): void => refetch({ requestPolicy: 'network-only' });
  useCommunityNews({ id: null, slug }, true, again);
  const queue = data?.community?.applications;
  const applications = queue?.edges.map(({ node }) => node) ?? [];
  const shown = applications.find(({ id }) => id === chosen) ?? applications[0];
  const part = useRef<HTMLDivElement>(null);
  const look = (id: string | undefined): void => {
    if (!id) return;
    const search = { application: id };
    void navigate({ to: '/c/$slug/facilitate', params: { slug }, search, replace: true, resetScroll: false });
    part.current?.querySelector<HTMLElement>(`[data-application="${id}"]`)?.focus();
  };
  useApplicationKeys({
    part,
    step: (by) => {
      const at = applications.findIndex(({ id }) => id === chosen);
      look(applications[at === -1 ? 0 : at + by]?.id);
    },
    skip: () => look((applications[applications.findIndex((one) => one === shown) + 1] ?? applications[0])?.id),
  });
  if (!queue) {
    if (problem) return <ProblemNotice problem={problem} onRetry={again} />;
    return <Skeleton label={t`Loading the applications`} heights={[28, 68, 68, 68]} />;
  }
  const done = (kind: 'good' | 'warn', words: string): void => {
    setOutcome({ kind, words });
    announce(words);
    setAfter(null);
    if (kind === 'warn') again();
    void navigate({ to: '/c/$slug/facilitate', params: { slug }, replace: true });
  };
  return (
    <>
      <p ref={count} tabIndex={-1}>
        <Plural
          value={queue.totalCount}
          _0="No applications waiting"
          one="# application waiting"
          other="# applications waiting"
        />
      </p>
      {outcome ? <Notice kind={outcome.kind}>{outcome.words}</Notice> : null}
      {problem ? <ProblemNotice problem={problem} onRetry={again} /> : null}
      {shown ? (
        <div ref={part} className={classNames(styles.queue, shown.id === chosen ? styles.chosen : styles.unchosen)}>
          <div>
            <ul className={styles.list}>
              {applications.map((application) => (
                <QueueRow
                  key={application.id}
                  slug={slug}
                  application={application}
                  current={application.id === shown.id}
                />
              ))}
            </ul>
            {queue.pageInfo.hasNextPage ? (
              <div className={styles.more}>
                <ShowMore busy={fetching} onPress={() => setAfter(queue.pageInfo.endCursor ?? null)} />
              </div>
            ) : null}
          </div>
          <ApplicationItem key={shown.id} slug={slug} application={shown} onDone={done} />
        </div>
      ) : (
        <NothingWaiting community={community} />
      )}
    </>
  );
}

interface QueueRowProps {
  slug: string;
  application: WaitingApplicationFragment;
  current: boolean;
}

function QueueRow({ slug, application, current }: QueueRowProps): ReactNode {
  const { id, applicant, createdAt } = application;
  return (
    <li>
      <Link
        to="/c/$slug/facilitate"
        params={{ slug }}
        search={{ application: id }}
        resetScroll={false}
        activeOptions={{ exact: true }}
        className={styles.pick}
        data-application={id}
        aria-current={current ? 'true' : undefined}
        activeProps={{ 'aria-current': 'true' }}
      >
        <Avatar id={applicant.id} name={applicant.name} small />
        <span>
          <strong>
            <PersonName person={applicant} />
          </strong>
          <Time at={createdAt} className={styles.since} />
        </span>
      </Link>
    </li>
  );
}
