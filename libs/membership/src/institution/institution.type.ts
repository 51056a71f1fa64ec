import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '#platform/graphql';
import { AssociationType, BilingualTextType, type Bilingual } from '#communities';

/** What an institution is to an association. */
export const AssociationTie = { MEMBER: 'MEMBER', COLLABORATOR: 'COLLABORATOR' } as const;
/** One of {@link AssociationTie}. */
export type AssociationTie = keyof typeof AssociationTie;

/** What kind of place an institution is. */
export const InstitutionKind = {
  SCIENCE_CENTRE: 'SCIENCE_CENTRE',
  MUSEUM: 'MUSEUM',
  PLANETARIUM: 'PLANETARIUM',
  AQUARIUM_ZOO: 'AQUARIUM_ZOO',
  CHILDRENS_MUSEUM: 'CHILDRENS_MUSEUM',
  LIBRARY: 'LIBRARY',
  UNIVERSITY: 'UNIVERSITY',
  COMPANY: 'COMPANY',
  ORGANISATION: 'ORGANISATION',
  OTHER: 'OTHER',
} as const;
/** One of {@link InstitutionKind}. */
export type InstitutionKind = keyof typeof InstitutionKind;

registerEnumType(AssociationTie, {
  name: 'AssociationTie',
  description: 'What an institution is to an association.',
  valuesMap: {
    MEMBER: { description: 'Its member.' },
    COLLABORATOR: { description: 'Works with it without being a member.' },
  },
});
registerEnumType(InstitutionKind, {
  name: 'InstitutionKind',
  description: 'What kind of place an institution is.',
  valuesMap: {
    SCIENCE_CENTRE: { description: 'A science centre.' },
    MUSEUM: { description: 'A museum.' },
    PLANETARIUM: { description: 'A planetarium or observatory.' },
    AQUARIUM_ZOO: { description: 'An aquarium or a zoo.' },
    CHILDRENS_MUSEUM: { description: 'A museum for children.' },
    LIBRARY: { description: 'A library.' },
    UNIVERSITY: { description: 'A university, college or school.' },
    COMPANY: { description: 'A company.' },
    ORGANISATION: { description: 'Another organisation.' },
    OTHER: { description: 'None of these.' },
  },
});

/** Place in the list of institutions: the English name, then the id. */
export type InstitutionKey = readonly [name: string, id: string];

/** What an institution is to one association, and when. */
@ObjectType('InstitutionMembership', { description: 'What an institution is to one association, and when.' })
export class InstitutionMembershipType {
  @Field(() => AssociationType, { description: 'The association.' })
  association!: AssociationType;

  @Field(() => AssociationTie, { description: 'What the institution is to it.' })
  tie!: AssociationTie;

  @Field({ description: 'First day, YYYY-MM-DD, in UTC.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'Last day, which counts; null: until further notice.' })
  until!: string | null;
}

/** An institution; its name in one language is a field with an argument (institution.resolver.ts). */
@ObjectType('Institution', { description: 'A museum, science centre or other institution to which people belong.' })
export class InstitutionType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => BilingualTextType, { description: 'Its name in both languages.' })
  names!: Bilingual;

  @Field(() => InstitutionKind, { description: 'What kind of place it is.' })
  kind!: InstitutionKind;

  @Field({ description: 'Country, ISO 3166-1 alpha-2.' })
  country!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Province or other subdivision, ISO 3166-2 without the country, such as ON; null where there is none.',
  })
  province!: string | null;

  @Field(() => [String], { description: 'Domains of its people’s e-mail addresses, in ASCII; 50 at most.' })
  domains!: string[];

  @Field(() => [InstitutionMembershipType], { description: 'What it is to associations, and when; 20 at most.' })
  memberships!: InstitutionMembershipType[];

  @Field(() => Int, { description: 'Raised by every change of it; see `expectedRevision`.' })
  revision!: number;
}

/** A page of institutions. */
export const InstitutionConnection = connectionOf(() => InstitutionType, 'Institution');
