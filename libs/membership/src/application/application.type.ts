import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';
import { QuestionKind, type FormQuestion } from '#communities';

/** Where an application stands. */
export const ApplicationStatus = {
  WAITING: 'WAITING',
  ACCEPTED: 'ACCEPTED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
/** One of {@link ApplicationStatus}. */
export type ApplicationStatus = keyof typeof ApplicationStatus;

/** What a facilitator may answer to an application. */
export const ApplicationDecision = { ACCEPT: 'ACCEPT', DECLINE: 'DECLINE' } as const;
/** One of {@link ApplicationDecision}. */
export type ApplicationDecision = keyof typeof ApplicationDecision;

registerEnumType(ApplicationStatus, {
  name: 'ApplicationStatus',
  description: 'Where an application stands.',
  valuesMap: {
    WAITING: { description: 'A facilitator has not decided yet.' },
    ACCEPTED: { description: 'The applicant was let in.' },
    DECLINED: { description: 'The applicant was not let in.' },
    WITHDRAWN: { description: 'The applicant took it back, or got in by another door.' },
  },
});
registerEnumType(ApplicationDecision, {
  name: 'ApplicationDecision',
  description: 'What a facilitator answers to an application.',
  valuesMap: {
    ACCEPT: { description: 'Lets the applicant in.' },
    DECLINE: { description: 'Does not let the applicant in; they may apply again.' },
  },
});

/** Place in the queue of a community. */
export type ApplicationKey = readonly [createdAt: string, id: string];

/** One answer, as this viewer may see it. */
@ObjectType('ApplicationAnswer', { description: 'An answer of an application, as far as the viewer may see it.' })
export class ApplicationAnswerType {
  @Field({ description: 'Key of the question.' })
  key!: string;

  @Field(() => QuestionKind, { description: 'What kind of question it was.' })
  kind!: QuestionKind;

  @Field({ description: 'Kept encrypted, for the facilitators of this community alone, until the application ends.' })
  private!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'What was answered. Null: nothing, or it is private and this viewer may not see it, it is erased, or unreadable.',
  })
  value!: string | null;

  @Field({
    description:
      'The viewer may see this answer, but the key that opens it is lost. The application can be decided all the same.',
  })
  unreadable!: boolean;

  /** Behind the field `question`. */
  labels!: FormQuestion['labels'];
}

/** What the viewer may do with one application. */
@ObjectType({ description: 'What the viewer may do with an application at this moment.' })
export class ApplicationAbilities {
  @Field({ description: 'Accept or decline it.' })
  decide!: boolean;

  @Field({ description: 'Take it back.' })
  withdraw!: boolean;
}

/** An application, for its applicant and for the facilitators who decide. Nobody else is ever given one. */
@ObjectType('Application', {
  description: 'That somebody asked to be let into a community. Shown to the applicant and to its facilitators alone.',
})
export class ApplicationType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => ApplicationStatus, { description: 'Where it stands.' })
  status!: ApplicationStatus;

  @Field(() => DateTime, { description: 'When it was sent.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided or taken back; null while it waits.' })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The word that the facilitator gave with the decision, if any.' })
  message!: string | null;

  /** Behind the field `community`. */
  communityId!: string;

  /** Behind the field `applicant`. */
  accountId!: string;

  /** Behind the field `answers`: the questions as they were, and what was answered in the open. */
  form!: readonly FormQuestion[];

  /** Key → answer, without the private ones. */
  openAnswers!: Readonly<Record<string, string>>;
}

/** A page of applications. */
export const ApplicationConnection = connectionOf(() => ApplicationType, 'Application');

/** How an application stands, without what anybody wrote in it. */
export interface ApplicationOutcome {
  readonly communityId: string;
  readonly accountId: string;
  readonly status: ApplicationStatus;
  /** When it ended, however that was; null while it waits. */
  readonly endedAt: string | null;
}

/** What waits for a decision in a community. */
export interface WaitingApplications {
  readonly count: number;
  /** Who applied last, newest first, three at most. */
  readonly newest: readonly string[];
  /** When the newest of them came. */
  readonly newestAt: string;
}
