import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { Language } from '../viewer/language.type.js';

/** Shape of {@link SignUpInput}. */
export const signUpInput = z.object({
  email: input.email(),
  password: input.password(),
  name: input.line(LIMITS.personName),
  language: z.enum(Language),
});

/** Input of `signUp`. */
@InputType({ description: 'A new account.' })
export class SignUpInput {
  @Field({ description: 'E-mail address; a link is sent there.' })
  email!: string;

  @Field({ description: 'Password, 8 to 256 characters, none of the most common.' })
  password!: string;

  @Field({ description: 'Name that others see, 1 to 100 characters.' })
  name!: string;

  @Field(() => Language, { description: 'Language of the web client and of mails.' })
  language!: Language;
}

/** Shape of {@link VerifyEmailInput}. */
export const verifyEmailInput = z.object({ token: input.token() });

/** Input of `verifyEmail`. */
@InputType({ description: 'The proof of an e-mail address.' })
export class VerifyEmailInput {
  @Field({ description: 'What stands after `#token=` in the mailed link.' })
  token!: string;
}
