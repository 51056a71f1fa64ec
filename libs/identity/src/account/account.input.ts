import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { Language } from '../viewer/language.type.js';
import { Theme } from './account.type.js';

/** An IANA name that this runtime knows; offsets such as +01:00, which forget the summer, are not names. */
const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};

/** Shape of {@link UpdateSettingsInput}. An explicit null counts as not given. */
export const updateSettingsInput = z.object({
  name: input.line(LIMITS.personName).nullish(),
  language: z.enum(Language).nullish(),
  timeZone: z.string().refine(isTimeZone, 'Must be a time zone such as America/Toronto.').nullish(),
  theme: z.enum(Theme).nullish(),
});

/** Input of `updateSettings`. */
@InputType({ description: 'Settings to change; what is left out stays.' })
export class UpdateSettingsInput {
  @Field(() => String, { nullable: true, description: 'Name that others see, 1 to 100 characters.' })
  name?: string | null;

  @Field(() => Language, { nullable: true, description: 'Language of the web client and of mails.' })
  language?: Language | null;

  @Field(() => String, { nullable: true, description: 'IANA name of a time zone, such as America/Toronto.' })
  timeZone?: string | null;

  @Field(() => Theme, { nullable: true, description: 'How the web client looks.' })
  theme?: Theme | null;
}

/** Shape of {@link CloseAccountInput}. */
export const closeAccountInput = z.object({ password: input.givenPassword() });

/** Input of `closeAccount`. */
@InputType({ description: 'Closes one’s own account for good.' })
export class CloseAccountInput {
  @Field({ description: 'The present password, since this cannot be undone.' })
  password!: string;
}
