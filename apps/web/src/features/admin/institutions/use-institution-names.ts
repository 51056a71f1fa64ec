import { useLingui } from '@lingui/react/macro';
import type { AssociationTie, InstitutionKind } from '../../../gql/graphql.js';

/** Words for what an institution is, and what it is to an association. */
export function useInstitutionNames(): { kind: Record<InstitutionKind, string>; tie: Record<AssociationTie, string> } {
  const { t } = useLingui();
  return {
    kind: {
      SCIENCE_CENTRE: t`Science centre`,
      MUSEUM: t`Museum`,
      PLANETARIUM: t`Planetarium or observatory`,
      AQUARIUM_ZOO: t`Aquarium or zoo`,
      CHILDRENS_MUSEUM: t`Children’s museum`,
      LIBRARY: t`Library`,
      UNIVERSITY: t`University, college or school`,
      COMPANY: t`Company`,
      ORGANISATION: t`Other organisation`,
      OTHER: t`Something else`,
    },
    tie: { MEMBER: t`Member`, COLLABORATOR: t`Collaborator` },
  };
}
