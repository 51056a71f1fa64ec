import { Field, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform/graphql';

/** That a facilitator ended the viewer's own membership; nobody else is shown it by this type. */
@ObjectType('Removal', { description: 'That a facilitator removed the viewer from a community, and why.' })
export class RemovalType {
  @Field(() => DateTime, { description: 'When.' })
  at!: string;

  @Field({ description: 'Why, in the facilitator’s words.' })
  reason!: string;
}
