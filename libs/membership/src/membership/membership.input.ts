import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';

/** See `joinCommunity`. */
@InputType({ description: 'Which community to join.' })
export class JoinCommunityInput {
  @Field({ description: 'Its slug.' })
  slug!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'That the sentence in `Community.rule.attestation` is true of oneself. Kept with its time.',
  })
  attest?: boolean | null;
}

/** See `leaveCommunity`. */
@InputType({ description: 'Which community to leave.' })
export class LeaveCommunityInput {
  @Field({ description: 'Its slug.' })
  slug!: string;
}

/** Shape of {@link JoinCommunityInput}. */
export const joinCommunityInput = z.strictObject({ slug: input.slug(), attest: z.boolean().nullish() });

/** Shape of {@link LeaveCommunityInput}. */
export const bySlug = z.strictObject({ slug: input.slug() });
