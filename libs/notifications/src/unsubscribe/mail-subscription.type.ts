import { Field, ObjectType } from '@nestjs/graphql';
import { Language } from '#identity';
import { MailCadence } from '../cadence/cadence.type.js';

/** What the link in a mail is about. */
@ObjectType('MailSubscription', {
  description: 'What the link in a mail may change, without signing in: the mail of a community, or the digest.',
})
export class MailSubscriptionType {
  @Field(() => Language, { description: 'The language of the mail, and so of the page that its link opens.' })
  language!: Language;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the community in its reader’s language; null for the digest, and for a private community.',
  })
  communityName!: string | null;

  @Field(() => MailCadence, {
    nullable: true,
    description: 'When the mail of the community comes; null for the digest.',
  })
  cadence!: MailCadence | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the digest is stopped; null for a community.' })
  digestStopped!: boolean | null;
}
