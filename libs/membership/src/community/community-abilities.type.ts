import { Field, ObjectType } from '@nestjs/graphql';

/** Answers of the policies, so that the client re-implements none. */
@ObjectType({ description: 'What the viewer may do in a community at this moment.' })
export class CommunityAbilities {
  @Field({ description: 'Join it by one click.' })
  join!: boolean;

  @Field({ description: 'Leave it.' })
  leave!: boolean;

  @Field({ description: 'Start a thread in it.' })
  startThread!: boolean;

  @Field({ description: 'Make somebody its facilitator.' })
  appointFacilitator!: boolean;
}
