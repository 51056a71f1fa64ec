import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform/graphql';

/** A browser in which the account is signed in. */
@ObjectType('Session', { description: 'A browser in which the account is signed in.' })
export class SessionType {
  @Field(() => ID, { description: 'Id of the session; not its secret.' })
  id!: string;

  @Field({ description: 'Whether this request came with it.' })
  current!: boolean;

  @Field(() => DateTime, { description: 'When it signed in.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was last used, to within five minutes.' })
  lastSeenAt!: string;

  @Field({ description: 'How the browser calls itself.' })
  userAgent!: string;
}
