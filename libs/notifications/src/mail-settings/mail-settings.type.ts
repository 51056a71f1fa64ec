import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform/graphql';

/** How the viewer's own digests come. */
@ObjectType('MailSettings', { description: 'How the viewer’s digests come, and whether mail reaches them.' })
export class MailSettingsType {
  @Field(() => Int, { description: 'Hour of the digest in the viewer’s time zone, 0 to 23.' })
  digestHour!: number;

  @Field(() => Int, { description: 'Day of the weekly communities: 1 Monday to 7 Sunday.' })
  digestWeekday!: number;

  @Field({ description: 'Whether the viewer stopped all digests.' })
  digestStopped!: boolean;

  @Field({
    description:
      'IANA name of the time zone by which the hour is reckoned: the one that the viewer chose, else that of a device.',
  })
  timeZone!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the next digest may come, if there is anything new by then; null: none does.',
  })
  nextDigestAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s address, if its server refused our mail for good: no digests and no letters about posts go there.',
  })
  refusedEmail!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it refused.' })
  refusedAt!: string | null;
}
