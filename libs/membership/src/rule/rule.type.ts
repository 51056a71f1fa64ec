import { Field, ObjectType } from '@nestjs/graphql';
import { Eligibility, JoinPolicy, type CommunityType } from '#communities';

/** What one must be and do to belong to a community; words and form are fields of their own (rule.resolver.ts). */
@ObjectType('CommunityRule', { description: 'What one must be and do to belong to a community, in words and as data.' })
export class CommunityRuleType {
  @Field(() => Eligibility, { description: 'Whom it is for.' })
  eligibility!: Eligibility;

  @Field(() => JoinPolicy, { description: 'How one gets in.' })
  joinPolicy!: JoinPolicy;

  @Field(() => [String], { description: 'Programmes whose roster enrols people; 20 at most.' })
  programmes!: readonly string[];

  /** Whose rule it is. */
  community!: CommunityType;
}
