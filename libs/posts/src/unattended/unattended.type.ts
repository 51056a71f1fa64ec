import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';

/** A community that nobody leads and in which something waits; here, since no other lib knows all that may wait. */
@ObjectType('UnattendedCommunity', {
  description: 'A community without a facilitator in which something waits: somebody should be appointed.',
})
export class UnattendedCommunityType {
  @Field(() => Int, { description: 'How many applications wait. Who applied, and with what, is for facilitators.' })
  applications!: number;

  @Field(() => Int, { description: 'How many reports of posts wait there.' })
  reports!: number;

  @Field(() => DateTime, { nullable: true, description: 'Since when the oldest of all that waits there waits.' })
  since!: string | null;

  /** Behind the field `community`. */
  communityId!: string;
}

/** Place in the list: what has waited longest comes first. */
export type UnattendedKey = readonly [since: string, communityId: string];

/** A page of such communities. */
export const UnattendedCommunityConnection = connectionOf(() => UnattendedCommunityType, 'UnattendedCommunity', {
  totalCount: false,
});
