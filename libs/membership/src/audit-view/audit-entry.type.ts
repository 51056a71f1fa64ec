import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';
import { PersonType } from '#identity';
import { CommunityType } from '#communities';

/** One entry of the audit log, without what this viewer may not see. */
@ObjectType('AuditEntry', { description: 'That somebody did something which must be possible to look up later.' })
export class AuditEntryType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => DateTime, { description: 'When.' })
  at!: string;

  @Field(() => PersonType, { nullable: true, description: 'Who; null: the machine itself, or hidden from the viewer.' })
  actor!: PersonType | null;

  @Field({
    description: 'What was done, in the past tense: `application-accepted`, `member-removed`, `community-renamed`.',
  })
  action!: string;

  @Field(() => CommunityType, { nullable: true, description: 'Where; null: nowhere in particular.' })
  community!: CommunityType | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Whom it is about; null: nobody, or hidden from the viewer.',
  })
  person!: PersonType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in the words of whoever did it; null: not said, or hidden from the viewer.',
  })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What else is known of it, in words that need no language: former and new address, programme, institution, days, names of changed fields; null: nothing, or hidden from the viewer.',
  })
  detail!: string | null;
}

/** A page of the audit log. */
export const AuditEntryConnection = connectionOf(() => AuditEntryType, 'AuditEntry', { totalCount: false });
