import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';

/** Shape of {@link RequestEmailChangeInput}. */
export const requestEmailChangeInput = z.object({ email: input.email(), password: input.givenPassword() });

/** Input of `requestEmailChange`. */
@InputType({ description: 'A new address for one’s own account.' })
export class RequestEmailChangeInput {
  @Field({ description: 'The new e-mail address; a link is sent there.' })
  email!: string;

  @Field({ description: 'The present password.' })
  password!: string;
}

/** Shape of {@link ConfirmEmailChangeInput}. */
export const confirmEmailChangeInput = z.object({ token: input.token() });

/** Input of `confirmEmailChange`. */
@InputType({ description: 'The proof of a new e-mail address.' })
export class ConfirmEmailChangeInput {
  @Field({ description: 'What stands after `#token=` in the mailed link.' })
  token!: string;
}
