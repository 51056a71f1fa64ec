import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';

/** See `joinCommunity`. */
@InputType({ description: 'Which community to join.' })
export class JoinCommunityInput {
  @Field({ description: 'Its slug.' })
  slug!: string;
}

/** See `leaveCommunity`. */
@InputType({ description: 'Which community to leave.' })
export class LeaveCommunityInput {
  @Field({ description: 'Its slug.' })
  slug!: string;
}

/** See `appointFacilitator`. */
@InputType({ description: 'Whom to appoint where.' })
export class AppointFacilitatorInput {
  @Field({ description: 'Slug of the community.' })
  slug!: string;

  @Field(() => ID, { description: 'Id of an account whose e-mail address is confirmed.' })
  accountId!: string;
}

/** Shape of {@link JoinCommunityInput} and {@link LeaveCommunityInput}. */
export const bySlug = z.strictObject({ slug: input.slug() });

/** Shape of {@link AppointFacilitatorInput}. */
export const appointFacilitatorInput = z.strictObject({ slug: input.slug(), accountId: input.id() });
