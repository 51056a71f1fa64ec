import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import { day, daysInOrder } from '../institution/day.js';

/** See `affiliate`. */
@InputType({ description: 'Who is of which institution, and when.' })
export class AffiliateInput {
  @Field(() => ID, { description: 'Id of an account whose e-mail address is confirmed.' })
  accountId!: string;

  @Field(() => ID, { description: 'Id of the institution.' })
  institutionId!: string;

  @Field({ description: 'First day, YYYY-MM-DD, in UTC.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'Last day, which counts; null: until further notice.' })
  until!: string | null;
}

/** See `endAffiliation`. */
@InputType({ description: 'Who is no longer of which institution.' })
export class EndAffiliationInput {
  @Field(() => ID, { description: 'Id of the account.' })
  accountId!: string;

  @Field(() => ID, { description: 'Id of the institution.' })
  institutionId!: string;
}

/** Shape of {@link AffiliateInput}. */
export const affiliateInput = z
  .strictObject({
    accountId: input.id(),
    institutionId: input.id(),
    from: day(),
    until: day()
      .nullish()
      .transform((value) => value ?? null),
  })
  .superRefine(daysInOrder);

/** An affiliation as it was given and checked. */
export type GivenAffiliation = z.output<typeof affiliateInput>;

/** Shape of {@link EndAffiliationInput}. */
export const endAffiliationInput = z.strictObject({ accountId: input.id(), institutionId: input.id() });
