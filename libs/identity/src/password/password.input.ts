import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';

/** Shape of {@link RequestPasswordResetInput}. */
export const requestPasswordResetInput = z.object({ email: input.email() });

/** Input of `requestPasswordReset`. */
@InputType({ description: 'Whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field({ description: 'E-mail address of the account.' })
  email!: string;
}

/** Shape of {@link ResetPasswordInput}. */
export const resetPasswordInput = z.object({ token: input.token(), password: input.password() });

/** Input of `resetPassword`. */
@InputType({ description: 'A new password by the mailed link.' })
export class ResetPasswordInput {
  @Field({ description: 'What stands after `#token=` in the mailed link.' })
  token!: string;

  @Field({ description: 'The new password, 8 to 256 characters, none of the most common.' })
  password!: string;
}

/** Shape of {@link ChangePasswordInput}. */
export const changePasswordInput = z.object({ currentPassword: input.givenPassword(), newPassword: input.password() });

/** Input of `changePassword`. */
@InputType({ description: 'A new password in place of the present one.' })
export class ChangePasswordInput {
  @Field({ description: 'The present password.' })
  currentPassword!: string;

  @Field({ description: 'The new password, 8 to 256 characters, none of the most common.' })
  newPassword!: string;
}
