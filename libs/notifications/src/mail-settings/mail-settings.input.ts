import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';

/** What `setMailSettings` is given; what is left out stays. */
@InputType({ description: 'What of one’s mail settings is to change; what is left out stays.' })
export class SetMailSettingsInput {
  @Field(() => Int, { nullable: true, description: 'Hour of the digest in one’s time zone, 0 to 23.' })
  digestHour?: number | null;

  @Field(() => Int, { nullable: true, description: 'Day of the weekly communities: 1 Monday to 7 Sunday.' })
  digestWeekday?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether all digests are stopped.' })
  digestStopped?: boolean | null;
}

const whole = (least: number, most: number) => {
  const words = `A number from ${least} to ${most}.`;
  return z.number(words).int(words).min(least, words).max(most, words);
};

/** Shape of {@link SetMailSettingsInput}. */
export const setMailSettingsInput = z.strictObject({
  digestHour: whole(0, 23).nullish(),
  digestWeekday: whole(1, 7).nullish(),
  digestStopped: z.boolean().nullish(),
});

/** Shape of the name of a zone; whether there is one of this name, PostgreSQL says. */
export const zoneName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, 'Must be a time zone such as America/Toronto.');
