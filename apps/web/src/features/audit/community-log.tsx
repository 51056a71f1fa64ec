import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { CommunityAuditLogDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { AuditList } from './audit-list.js';

/** What was done in a community by those who look after it. */
export function CommunityLog({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CommunityAuditLogDocument,
    variables: { slug, after },
  });
  const problem = problemOf(error);
  const log = data?.community?.auditLog;
  const again = (): void => refetch({ requestPolicy: 'network-only' });
  if (!log) {
    if (problem) return <ProblemNotice problem={problem} onRetry={again} />;
    return <Skeleton label={t`Loading the log`} heights={[70, 70, 70, 70]} />;
  }
  if (log.edges.length === 0) {
    return (
      <Empty>
        <p>
          <Trans>What facilitators and administrators do here will be noted here, for example a decision.</Trans>
        </p>
      </Empty>
    );
  }
  return (
    <>
      <ProblemNotice problem={problem} onRetry={again} />
      <AuditList entries={log.edges.map(({ node }) => node)} />
      {log.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(log.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}
