import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { DateTime, input } from '#platform/graphql';

/** Beyond that a suspension is no suspension any more, and PostgreSQL knows fewer years than JavaScript. */
const LONGEST_MS = 100 * 366 * 86_400_000;

/** Shape of {@link SuspendAccountInput}. */
export const suspendAccountInput = z.object({
  accountId: input.id(),
  until: z
    .string()
    .refine((text) => Date.parse(text) > Date.now(), 'Must be in the future.')
    .refine((text) => !(Date.parse(text) > Date.now() + LONGEST_MS), 'Must be within a hundred years.')
    .transform((text) => (Number.isNaN(Date.parse(text)) ? '' : new Date(text).toISOString())),
  reason: input.line(LIMITS.reason),
});

/** Input of `suspendAccount`. */
@InputType({ description: 'A suspension, or another day and reason for one.' })
export class SuspendAccountInput {
  @Field(() => ID, { description: 'Id of the account.' })
  accountId!: string;

  @Field(() => DateTime, { description: 'When it ends by itself; in the future.' })
  until!: string;

  @Field({ description: 'Why, on one line, 1 to 1,000 characters. The person reads it.' })
  reason!: string;
}

/** Shape of {@link LiftSuspensionInput}. */
export const liftSuspensionInput = z.object({ accountId: input.id() });

/** Input of `liftSuspension`. */
@InputType({ description: 'The end of a suspension before its day.' })
export class LiftSuspensionInput {
  @Field(() => ID, { description: 'Id of the account.' })
  accountId!: string;
}
