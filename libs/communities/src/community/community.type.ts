import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { AssociationType } from '../association/association.type.js';
import type { Bilingual } from '../bilingual/bilingual-text.type.js';

/** Who may read a community. */
export const Visibility = { PUBLIC: 'PUBLIC', PRIVATE: 'PRIVATE' } as const;
/** One of {@link Visibility}. */
export type Visibility = keyof typeof Visibility;

/** How one gets into a community. */
export const JoinPolicy = { OPEN: 'OPEN', APPLICATION: 'APPLICATION', CLOSED: 'CLOSED' } as const;
/** One of {@link JoinPolicy}. */
export type JoinPolicy = keyof typeof JoinPolicy;

/** Whom a community is for. */
export const Eligibility = {
  ANYONE: 'ANYONE',
  MUSEUM_STAFF: 'MUSEUM_STAFF',
  MEMBER_INSTITUTION: 'MEMBER_INSTITUTION',
  MEMBER_OR_COLLABORATOR: 'MEMBER_OR_COLLABORATOR',
  SELF_IDENTIFIED: 'SELF_IDENTIFIED',
} as const;
/** One of {@link Eligibility}. */
export type Eligibility = keyof typeof Eligibility;

/** Where a community stands in its life. */
export const CommunityStatus = { ORGANIZING: 'ORGANIZING', OPERATIONAL: 'OPERATIONAL', ARCHIVED: 'ARCHIVED' } as const;
/** One of {@link CommunityStatus}. */
export type CommunityStatus = keyof typeof CommunityStatus;

registerEnumType(Visibility, {
  name: 'Visibility',
  description: 'Who may read a community.',
  valuesMap: {
    PUBLIC: { description: 'Anyone may read; members post.' },
    PRIVATE: { description: 'Listed with its name, summary and rule; only members see anything else of it.' },
  },
});
registerEnumType(JoinPolicy, {
  name: 'JoinPolicy',
  description: 'How one gets into a community.',
  valuesMap: {
    OPEN: { description: 'By one click.' },
    APPLICATION: { description: 'By a form that a facilitator decides.' },
    CLOSED: { description: 'Nobody new.' },
  },
});
registerEnumType(Eligibility, {
  name: 'Eligibility',
  description: 'Whom a community is for.',
  valuesMap: {
    ANYONE: { description: 'Any account.' },
    MUSEUM_STAFF: { description: 'People who work at a museum or similar.' },
    MEMBER_INSTITUTION: { description: 'People of an institution that is a member of the association.' },
    MEMBER_OR_COLLABORATOR: { description: 'The same, or of an institution marked as collaborator.' },
    SELF_IDENTIFIED: { description: 'The applicant’s own word, kept private.' },
  },
});
registerEnumType(CommunityStatus, {
  name: 'CommunityStatus',
  description: 'Where a community stands in its life.',
  valuesMap: {
    ORGANIZING: { description: 'Being set up: may be joined; only facilitators and staff start threads.' },
    OPERATIONAL: { description: 'In use.' },
    ARCHIVED: { description: 'Readable, nothing new.' },
  },
});

/** The facts on which policies decide; nothing of them is secret, also of a private community. */
export interface CommunityFacts {
  readonly id: string;
  readonly slug: string;
  readonly visibility: Visibility;
  readonly joinPolicy: JoinPolicy;
  readonly eligibility: Eligibility;
  readonly status: CommunityStatus;
  /** The association whose members and collaborators the eligibility may speak of. */
  readonly associationId: string;
  /** Programmes whose roster enrols people here. */
  readonly enrolledProgrammes: readonly string[];
}

/** Place in the directory: 1 of what is archived, else 0; then the name in the language of the list, then the id. */
export type CommunityKey = readonly [rank: number, name: string, id: string];

/** What everybody may see of a community, also of a private one. Libs on the right add their fields to it. */
@ObjectType('Community', {
  description: 'A community of practice. Of a private one everybody sees name, summary and rule, and nothing else.',
})
export class CommunityType implements CommunityFacts {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field({ description: 'Short name in links.' })
  slug!: string;

  @Field(() => AssociationType, { description: 'The association that keeps it.' })
  association!: AssociationType;

  @Field(() => CommunityStatus, { description: 'Where it stands in its life.' })
  status!: CommunityStatus;

  @Field(() => Visibility, { description: 'Who may read it.' })
  visibility!: Visibility;

  @Field(() => JoinPolicy, { description: 'How one gets in.' })
  joinPolicy!: JoinPolicy;

  @Field(() => Eligibility, { description: 'Whom it is for.' })
  eligibility!: Eligibility;

  @Field(() => [String], { description: 'Keywords.' })
  tags!: string[];

  @Field(() => Int, { description: 'Raised by every change of it; see `expectedRevision`.' })
  revision!: number;

  /** Id of {@link association}. */
  associationId!: string;

  enrolledProgrammes!: readonly string[];

  /** Behind the field `name`. */
  names!: Bilingual;

  /** Behind the field `summary`. */
  summaries!: Bilingual;
}
