import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import { MailCadence } from '../cadence/cadence.type.js';

/** What `changeMailSubscription` is given. */
@InputType({ description: 'What the link in a mail is to change: one of both, as `mailSubscription` says.' })
export class ChangeMailSubscriptionInput {
  @Field({ description: 'What stands after `/unsubscribe/` in the link.' })
  token!: string;

  @Field(() => MailCadence, { nullable: true, description: 'When the mail of the community is to come.' })
  cadence?: MailCadence | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the digest is to be stopped.' })
  digestStopped?: boolean | null;
}

const EITHER = 'Give the cadence for a community, or whether the digest is stopped.';

/** Shape of {@link ChangeMailSubscriptionInput}. */
export const changeMailSubscriptionInput = z
  .strictObject({
    token: input.token(),
    cadence: z.enum(MailCadence).nullish(),
    digestStopped: z.boolean().nullish(),
  })
  .refine(({ cadence, digestStopped }) => (cadence == null) !== (digestStopped == null), {
    path: ['cadence'],
    message: EITHER,
  });
