import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';

/** See `removeMember`. */
@InputType({ description: 'Whom to remove from where, and why.' })
export class RemoveMemberInput {
  @Field({ description: 'Slug of the community.' })
  slug!: string;

  @Field(() => ID, { description: 'Account id of a member.' })
  accountId!: string;

  @Field(() => String, { description: `Why, in words that the person is told; ${LIMITS.reason} characters at most.` })
  reason!: string;
}

/** Shape of {@link RemoveMemberInput}. */
export const removeMemberInput = z.strictObject({
  slug: input.slug(),
  accountId: input.id(),
  reason: input.block(LIMITS.reason),
});
