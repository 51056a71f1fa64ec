import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { CommunityCardFragment } from '../../gql/graphql.js';

type Ruled = Pick<CommunityCardFragment, 'joinPolicy' | 'eligibility' | 'status' | 'association'>;

function Who({ community }: { community: Ruled }): ReactNode {
  const association = community.association.name;
  switch (community.eligibility) {
    case 'ANYONE':
      return <Trans>It is for everyone who has an account.</Trans>;
    case 'MUSEUM_STAFF':
      return <Trans>It is for people who work at a museum or a similar place.</Trans>;
    case 'MEMBER_INSTITUTION':
      return <Trans>It is for people at an institution that is a member of the {association}.</Trans>;
    case 'MEMBER_OR_COLLABORATOR':
      return <Trans>It is for people at an institution that is a member or a collaborator of the {association}.</Trans>;
    case 'SELF_IDENTIFIED':
      return <Trans>It is for people who say themselves that they belong here; what they say stays private.</Trans>;
  }
}

function How({ community }: { community: Ruled }): ReactNode {
  switch (community.joinPolicy) {
    case 'OPEN':
      return <Trans>Nobody has to approve you.</Trans>;
    case 'APPLICATION':
      return <Trans>Joining is by application, and a facilitator decides.</Trans>;
    case 'CLOSED':
      return <Trans>It takes no new members.</Trans>;
  }
}

function Meanwhile({ community }: { community: Ruled }): ReactNode {
  if (community.joinPolicy === 'APPLICATION') {
    return <Trans>Applying on this site is coming; meanwhile you can ask a facilitator or the association.</Trans>;
  }
  return <Trans>Joining it on this site is coming; meanwhile you can ask a facilitator or the association.</Trans>;
}

/** Whether a community is of the kind that is joined by one click. */
export const isOneClick = (community: Ruled): boolean =>
  community.joinPolicy === 'OPEN' && community.eligibility === 'ANYONE' && community.status !== 'ARCHIVED';

/** Who may join a community and how, in words. */
export function JoinRule({ community }: { community: Ruled }): ReactNode {
  if (community.status === 'ARCHIVED') {
    return (
      <Trans>
        This community is archived: it can be read, and nothing new is added to it. It takes no new members.
      </Trans>
    );
  }
  return (
    <>
      <Who community={community} /> <How community={community} />
      {community.joinPolicy !== 'CLOSED' && !isOneClick(community) ? (
        <>
          {' '}
          <Meanwhile community={community} />
        </>
      ) : null}
    </>
  );
}
