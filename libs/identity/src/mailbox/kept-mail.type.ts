import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';

/** A message that was kept instead of sent. */
@ObjectType('KeptMail', { description: 'A message that was kept instead of sent, because no SMTP server is set.' })
export class KeptMailType {
  @Field(() => ID, { description: 'Id of the message.' })
  id!: string;

  @Field({ description: 'Address that it was meant for.' })
  to!: string;

  @Field({ description: 'Subject.' })
  subject!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  sentAt!: string;

  @Field({ description: 'What it says, as plain text; may hold links that sign in as its recipient.' })
  text!: string;
}

/** A page of kept messages, newest first. */
export const KeptMailConnection = connectionOf(() => KeptMailType, 'KeptMail', { totalCount: false });
