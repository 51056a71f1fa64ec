import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
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
import { AboutTab } from '../communities/about-tab.js';
import { useTabCommunity, isOpenToViewer } from '../communities/community-context.js';
import { AppointButton } from './appoint-button.js';
import { MemberMenu } from './member-menu.js';
import styles from './people.module.css';
import { PersonName } from './person-name.js';

type MemberConnection = NonNullable<NonNullable<CommunityMembersQuery['community']>['members']>;
type Member = MemberConnection['edges'][number]['node'];

interface MemberRowProps {
  slug: string;
  member: Member;
  /** What the viewer may do with members: facilitators decide on roles and removal, staff appoint. */
  can: { facilitate: boolean; appointFacilitator: boolean };
  onRemoved: () => void;
}

function MemberRow({ slug, member, can, onRemoved }: MemberRowProps): ReactNode {
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
        <span className={styles.role}>
          <Chip tone="accent">
            <Trans>Facilitator</Trans>
          </Chip>
        </span>
      ) : null}
      {can.facilitate && !person.former ? (
        <MemberMenu slug={slug} person={person} role={role} onRemoved={onRemoved} />
      ) : can.appointFacilitator && role === 'MEMBER' && !person.former ? (
        <AppointButton slug={slug} person={person} />
      ) : null}
    </li>
  );
}

const NOTHING = { facilitate: false, appointFacilitator: false };

/** `/c/:slug/members`: facilitators first, then by name. */
export function MembersTab(): ReactNode {
  const { t } = useLingui();
  const community = useTabCommunity();
  const { slug } = community;
  const open = isOpenToViewer(community);
  const [after, setAfter] = useState<string | null>(null);
  const [removals, setRemovals] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus goes away with the row.
  useEffect(() => {
    if (removals > 0) heading.current?.focus();
  }, [removals]);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CommunityMembersDocument,
    variables: { slug, after },
    pause: !open,
  });
  // Somebody whose membership has just ended stays on this address.
  if (!open) return <AboutTab />;
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
          <Trans>Members of this community will appear here. Nobody has joined yet.</Trans>
        </p>
      </Empty>
    );
  }
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        <Plural value={members.totalCount} one="# member" other="# members" />
      </h2>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <ul className={styles.people}>
        {members.edges.map(({ node }) => (
          <MemberRow
            key={node.person.id}
            slug={slug}
            member={node}
            can={data.community?.viewerCan ?? NOTHING}
            onRemoved={() => setRemovals((before) => before + 1)}
          />
        ))}
      </ul>
      {members.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(members.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}
