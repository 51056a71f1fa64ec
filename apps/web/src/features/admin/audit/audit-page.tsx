import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { LinkButton } from '../../../components/button.js';
import { Empty } from '../../../components/empty.js';
import { ProblemNotice } from '../../../components/problem.js';
import { ShowMore } from '../../../components/show-more.js';
import { Skeleton } from '../../../components/skeleton.js';
import { AdminAuditLogDocument, AdminCommunitiesDocument, AdminCommunityDocument } from '../../../gql/graphql.js';
import type { AdminAuditLogQuery } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { AuditList } from '../../audit/audit-list.js';
import styles from '../admin.module.css';
import { FindField } from '../find-field.js';
import { Section } from '../section.js';
import { useFind } from '../use-find.js';

type Entry = AdminAuditLogQuery['auditLog']['edges'][number]['node'];

/** The community that an entry belongs to, if any. */
function placeOf({ community }: Entry): ReactNode {
  if (!community) return null;
  return (
    <Link to="/admin/communities/$slug" params={{ slug: community.slug }}>
      {community.name}
    </Link>
  );
}

/** Where people identify themselves, who acted there is hidden as well: being in it would tell of them. */
const hidesActor = ({ community }: Entry): boolean =>
  community?.visibility === 'PRIVATE' && community.eligibility === 'SELF_IDENTIFIED';

function ChosenCommunity({ slug }: { slug: string }): ReactNode {
  const { language } = useLocale();
  const [{ data }] = useQuery({ query: AdminCommunityDocument, variables: { slug, language } });
  const name = data?.community?.name ?? slug;
  return (
    <p className={styles.head}>
      <span>
        <Trans>
          Only what was done in <strong>{name}</strong>
        </Trans>
      </span>
      <LinkButton to="/admin/audit" search={{}} small>
        <Trans>Show everything</Trans>
      </LinkButton>
    </p>
  );
}

function CommunityChoice(): ReactNode {
  const { language } = useLocale();
  const find = useFind();
  const { query } = find;
  const [{ data }] = useQuery({
    query: AdminCommunitiesDocument,
    variables: { language, query, first: 8, after: null },
    pause: query === null,
  });
  const found = query === null ? [] : (data?.communities.edges ?? []);
  return (
    <>
      <FindField find={find} label={<Trans>Only of one community: find it</Trans>} maxLength={LIMITS.findText} />
      {found.length > 0 ? (
        <ul className={styles.buttons}>
          {found.map(({ node }) => (
            <li key={node.id}>
              <LinkButton to="/admin/audit" search={{ community: node.slug }} small>
                {node.name}
              </LinkButton>
            </li>
          ))}
        </ul>
      ) : query !== null && data ? (
        <p className={styles.muted} role="status">
          <Trans>No community has these words in its name or its summary. Try a shorter one such as “museum”.</Trans>
        </p>
      ) : null}
    </>
  );
}

function Log({ community }: { community: string | null }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AdminAuditLogDocument,
    variables: { language, community, after },
  });
  const problem = problemOf(error);
  const log = data?.auditLog;
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
      <AuditList entries={log.edges.map(({ node }) => node)} place={placeOf} hidesActor={hidesActor} />
      {log.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(log.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}

/** `/admin/audit`: who did what, newest first; of one community when the address says so. */
export function AuditPage(): ReactNode {
  const { t } = useLingui();
  const { community } = useSearch({ from: '/admin/audit' });
  return (
    <Section title={t`Audit log`}>
      <p>
        <Trans>
          Who did what, and why. For private communities, the person concerned and the reason are left out; only their
          facilitators see them.
        </Trans>
      </p>
      {community ? <ChosenCommunity slug={community} /> : <CommunityChoice />}
      <Log key={community ?? ''} community={community ?? null} />
    </Section>
  );
}
