import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Empty } from '../../components/empty.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { CommunityReportsDocument } from '../../gql/graphql.js';
import type { WaitingReportFragment } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useCommunityNews } from '../../lib/realtime/use-community-news.js';
import { SettledNotice } from '../facilitation/settled-notice.js';
import { useReportKeys } from '../facilitation/use-queue-keys.js';
import { ReportItem } from './report-item.js';
import styles from './moderation.module.css';

/** The reports of one post, which are answered together; oldest first. */
function byPost(reports: readonly WaitingReportFragment[]): [WaitingReportFragment, ...WaitingReportFragment[]][] {
  const groups = new Map<string, [WaitingReportFragment, ...WaitingReportFragment[]]>();
  for (const report of reports) {
    const group = groups.get(report.post.id);
    if (group) group.push(report);
    else groups.set(report.post.id, [report]);
  }
  return [...groups.values()];
}

/** The reported posts of a community that wait to be looked at. For those who keep order there. */
export function Reports({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const [after, setAfter] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<{ words: string; reportId: string | null } | null>(null);
  const count = useRef<HTMLParagraphElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useReportKeys(list);
  // What had the focus goes away with the reports; while a dialog is open nothing behind it can have it.
  useEffect(() => {
    if (outcome) count.current?.focus();
  }, [outcome]);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CommunityReportsDocument,
    variables: { slug, after },
  });
  const problem = problemOf(error);
  const again = (): void => refetch({ requestPolicy: 'network-only' });
  useCommunityNews({ id: null, slug }, true, again);
  const queue = data?.community?.reports;
  if (!queue) {
    if (problem) return <ProblemNotice problem={problem} onRetry={again} />;
    if (data) {
      return (
        <Notice>
          <Trans>Reports are for those who look after the community.</Trans>
        </Notice>
      );
    }
    return <Skeleton label={t`Loading the reports`} heights={[28, 220, 220]} />;
  }
  const done = (words: string, reportId: string | null): void => {
    setOutcome({ words, reportId });
    announce(words);
    setAfter(null);
  };
  const groups = byPost(queue.edges.map(({ node }) => node));
  return (
    <>
      <p ref={count} tabIndex={-1}>
        <Plural value={queue.totalCount} _0="No reports waiting" one="# report waiting" other="# reports waiting" />
      </p>
      {outcome ? (
        <SettledNotice
          key={outcome.reportId}
          {...outcome}
          onUndone={(words) => {
            done(words, null);
            again();
          }}
        />
      ) : null}
      {problem ? <ProblemNotice problem={problem} onRetry={again} /> : null}
      {groups.length === 0 ? (
        <Empty>
          <p>
            <Trans>
              Nothing is waiting. When somebody reports a post, it appears here with the reason, and you are told by
              e-mail.
            </Trans>
          </p>
        </Empty>
      ) : (
        <ul ref={list} className={styles.reports}>
          {groups.map((reports) => (
            <li key={reports[0].post.id}>
              <ReportItem slug={slug} reports={reports} onDone={done} />
            </li>
          ))}
        </ul>
      )}
      {queue.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(queue.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}
