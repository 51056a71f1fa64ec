import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import { MailCadence } from './cadence.type.js';

/** What `setMailCadence` is given. */
@InputType({ description: 'When the mail of a community is to come.' })
export class SetMailCadenceInput {
  @Field({ description: 'Slug of a community of which the viewer is a member.' })
  slug!: string;

  @Field(() => MailCadence, { description: 'When.' })
  cadence!: MailCadence;
}

/** Shape of {@link SetMailCadenceInput}. */
export const setMailCadenceInput = z.strictObject({ slug: input.slug(), cadence: z.enum(MailCadence) });

/** What `setContentInMail` is given. */
@InputType({ description: 'Whether mail of a private community may say what was written there.' })
export class SetContentInMailInput {
  @Field({ description: 'Slug of a community of which the viewer is a member.' })
  slug!: string;

  @Field({ description: 'Whether it may.' })
  content!: boolean;
}

/** Shape of {@link SetContentInMailInput}. */
export const setContentInMailInput = z.strictObject({ slug: input.slug(), content: z.boolean() });
