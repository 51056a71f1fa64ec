import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { CommunityCardFragment } from '../../gql/graphql.js';

type Ruled = Pick<CommunityCardFragment, 'eligibility'> & { association: { name: string } };

/** Whether records say who may belong: an invitation opens the door to nobody else. */
export const isByInstitution = ({ eligibility }: Pick<Ruled, 'eligibility'>): boolean =>
  eligibility === 'MEMBER_INSTITUTION' || eligibility === 'MEMBER_OR_COLLABORATOR';

/** Whom the community is for, where their institution decides it; nothing for others. */
export function InstitutionRule({ community }: { community: Ruled }): ReactNode {
  const association = community.association.name;
  switch (community.eligibility) {
    case 'MEMBER_INSTITUTION':
      return (
        <Trans>This community is for people whose institution is a member of the association “{association}”.</Trans>
      );
    case 'MEMBER_OR_COLLABORATOR':
      return (
        <Trans>
          This community is for people whose institution is a member or a collaborator of the association “{association}
          ”.
        </Trans>
      );
    default:
      return null;
  }
}
