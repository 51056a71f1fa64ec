import type {
  AddInstitutionInput,
  AdminInstitutionFragment,
  AssociationTie,
  InstitutionKind,
} from '../../../gql/graphql.js';
import { linesOf } from '../lines.js';

/** One tie to an association as the form holds it; an empty last day is an open end. */
export interface TieValues {
  association: string;
  tie: AssociationTie;
  from: string;
  until: string;
}

/** An institution as the form holds it; domains one a line. */
export interface InstitutionValues {
  name: { en: string; fr: string };
  kind: InstitutionKind;
  country: string;
  province: string;
  domains: string;
  memberships: TieValues[];
}

/** The kinds in the order in which they are offered. */
export const KINDS: readonly InstitutionKind[] = [
  'SCIENCE_CENTRE',
  'MUSEUM',
  'PLANETARIUM',
  'AQUARIUM_ZOO',
  'CHILDRENS_MUSEUM',
  'LIBRARY',
  'UNIVERSITY',
  'COMPANY',
  'ORGANISATION',
  'OTHER',
];

/** What the form begins with: the record as it is, or an empty one. */
export function institutionValuesOf(institution: AdminInstitutionFragment | null): InstitutionValues {
  if (!institution) {
    return {
      name: { en: '', fr: '' },
      kind: 'SCIENCE_CENTRE',
      country: 'CA',
      province: '',
      domains: '',
      memberships: [],
    };
  }
  const { names, kind, country, province, domains, memberships } = institution;
  return {
    name: { en: names.en, fr: names.fr },
    kind,
    country,
    province: province ?? '',
    domains: domains.join('\n'),
    memberships: memberships.map(({ association, tie, from, until }) => ({
      association: association.slug,
      tie,
      from,
      until: until ?? '',
    })),
  };
}

/** The record as it is sent. */
export function institutionInputOf(values: InstitutionValues): AddInstitutionInput {
  const { name, kind, country, province, domains, memberships } = values;
  return {
    name: { en: name.en.trim(), fr: name.fr.trim() },
    kind,
    country,
    province: province.trim().toUpperCase() || null,
    domains: linesOf(domains).map((domain) => domain.toLowerCase()),
    memberships: memberships.map(({ until, ...rest }) => ({ ...rest, until: until || null })),
  };
}
