import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';

/** Shape of {@link CreateAccessTokenInput}. */
export const createAccessTokenInput = z.object({
  name: input.line(LIMITS.tokenName),
  expiresInDays: z
    .number()
    .int()
    .refine((days) => days >= 1 && days <= LIMITS.tokenDaysMax, `Must be from 1 to ${LIMITS.tokenDaysMax}.`),
});

/** Input of `createAccessToken`. */
@InputType({ description: 'A token to make.' })
export class CreateAccessTokenInput {
  @Field({ description: 'What to call it, 1 to 100 characters.' })
  name!: string;

  @Field(() => Int, { description: 'Days until it ends, 1 to 365.' })
  expiresInDays!: number;
}

/** Shape of {@link RevokeAccessTokenInput}. */
export const revokeAccessTokenInput = z.object({ tokenId: input.id() });

/** Input of `revokeAccessToken`. */
@InputType({ description: 'A token to end.' })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: 'Id of the token, from `accessTokens`.' })
  tokenId!: string;
}
