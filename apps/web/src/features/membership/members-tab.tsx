import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Avatar } from '../../components/avatar.js';
import { Chip } from '../../components/chip.js';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { CommunityMembersDocument } from '../../gql/graphql.js';
import type { CommunityMembersQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { shortDate } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useTabCommunity, isOpenToViewer } from '../communities/community-context.js';
import { AppointButton } from './appoint-button.js';
import styles from './people.module.css';
import { PersonName } from './person-name.js';

type MemberConnection = NonNullable<NonNullable<CommunityMembersQuery['community']>['members']>;
type Member = MemberConnection['edges'][number]['node'];

function MemberRow({ slug, member, canAppoint }: { slug: string; member: Member; canAppoint: boolean }): ReactNode {
  const { locale } = useLocale();
  const { me } = useViewer();
  const { person, role } = member;
  const since = shortDate(member.joinedAt, locale, useTimeZone());
  return (
    <li className={styles.person}>
      <Avatar id={person.id} name={person.name} />
      <div className={styles.who}>
        {me && !person.former ? (
          <Link to="/people/$id" params={{ id: person.id }}>
            {person.name}
          </Link>
        ) : (
          <strong>
            <PersonName person={person} />
          </strong>
        )}
        <p className={styles.since}>
          <Trans>Member since {since}</Trans>
        </p>
      </div>
      {role === 'FACILITATOR' ? (
        <Chip tone="accent">
          <Trans>Facilitator</Trans>
        </Chip>
      ) : null}
      {canAppoint && role === 'MEMBER' && !person.former ? <AppointButton slug={slug} person={person} /> : null}
    </li>
  );
}

/** `/c/:slug/members`: facilitators first, then by name. */
export function MembersTab(): ReactNode {
  const { t } = useLingui();
  const community = useTabCommunity();
  const { slug } = community;
  const open = isOpenToViewer(community);
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CommunityMembersDocument,
    variables: { slug, after },
    pause: !open,
  });
  if (!open) return null;
  const problem = problemOf(error);
  const members = data?.community?.members;
  if (!members) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the members`} heights={[32, 68, 68, 68, 68, 68]} />;
  }
  if (members.edges.length === 0) {
    return (
      <Empty>
        <p>
          <Trans>Members of this community will stand here. Nobody has joined yet.</Trans>
        </p>
      </Empty>
    );
  }
  return (
    <>
      <h2>
        <Plural value={members.totalCount} one="# member" other="# members" />
      </h2>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <ul className={styles.people}>
        {members.edges.map(({ node }) => (
          <MemberRow
            key={node.person.id}
            slug={slug}
            member={node}
            canAppoint={data.community?.viewerCan.appointFacilitator ?? false}
          />
        ))}
      </ul>
      {members.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(members.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}
