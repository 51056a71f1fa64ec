import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { CommunityInvitationsDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { InvitationRow } from './invitation-row.js';
import styles from './invitations.module.css';
import { InviteForm } from './invite-form.js';

/** Inviting to a community by mail, and what became of the invitations. */
export function InvitationsPart({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CommunityInvitationsDocument,
    variables: { slug, after },
  });
  const problem = problemOf(error);
  const again = (): void => refetch({ requestPolicy: 'network-only' });
  const invitations = data?.community?.invitations;
  return (
    <>
      <InviteForm
        slug={slug}
        onInvited={() => {
          setAfter(null);
          again();
        }}
      />
      <h3>
        <Trans>Sent invitations</Trans>
      </h3>
      {problem ? <ProblemNotice problem={problem} onRetry={again} /> : null}
      {invitations ? (
        invitations.edges.length > 0 ? (
          <ul className={styles.rows}>
            {invitations.edges.map(({ node }) => (
              <InvitationRow key={node.id} invitation={node} />
            ))}
          </ul>
        ) : (
          <Empty>
            <p>
              <Trans>Nobody has been invited yet. Each invitation appears here, and whether it was accepted.</Trans>
            </p>
          </Empty>
        )
      ) : problem ? null : (
        <Skeleton label={t`Loading the invitations`} heights={[68, 68, 68]} />
      )}
      {invitations?.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(invitations.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}
