import { Field, ObjectType } from '@nestjs/graphql';

/** Answers of the policies, so that the client re-implements none. */
@ObjectType({ description: 'What the viewer may do in a community at this moment.' })
export class CommunityAbilities {
  @Field({ description: 'Join it by one click, after stating its sentence where it asks for one.' })
  join!: boolean;

  @Field({ description: 'Apply for membership by its form.' })
  apply!: boolean;

  @Field({ description: 'Leave it.' })
  leave!: boolean;

  @Field({ description: 'Start a thread in it.' })
  startThread!: boolean;

  @Field({ description: 'Share resources in its library.' })
  shareResource!: boolean;

  @Field({ description: 'Make somebody its facilitator.' })
  appointFacilitator!: boolean;

  @Field({ description: 'Lead it: decide applications, change roles, remove members.' })
  facilitate!: boolean;

  @Field({ description: 'Invite people into it by mail.' })
  invite!: boolean;

  @Field({ description: 'Change its name, summary and keywords.' })
  edit!: boolean;

  @Field({ description: 'Keep order in it: remove posts, lock and pin threads, see reports.' })
  moderate!: boolean;
}
