import { Field, ObjectType } from '@nestjs/graphql';

/** What anybody may know of the installation. */
@ObjectType('SiteInfo', { description: 'What anybody may know of this installation.' })
export class SiteInfo {
  @Field({ description: 'Whether the site waits for its first administrator.' })
  claimable!: boolean;

  @Field({ description: 'Whether mail is kept for administrators to read instead of sent (no SMTP server is set).' })
  mailboxKept!: boolean;
}
