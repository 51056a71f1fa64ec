import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';

/** Shape of {@link SignInInput}. */
export const signInInput = z.object({ email: input.email(), password: input.givenPassword() });

/** Input of `signIn`. */
@InputType({ description: 'Address and password of an account.' })
export class SignInInput {
  @Field({ description: 'E-mail address, in upper or lower case.' })
  email!: string;

  @Field({ description: 'The password.' })
  password!: string;
}

/** Shape of {@link RevokeSessionInput}. */
export const revokeSessionInput = z.object({ sessionId: input.id() });

/** Input of `revokeSession`. */
@InputType({ description: 'A session to end.' })
export class RevokeSessionInput {
  @Field(() => ID, { description: 'Id of the session, from `sessions`.' })
  sessionId!: string;
}
