import { ArgsType, Field, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';

/** Arguments of `accounts`. */
@ArgsType()
export class AccountsArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Only those in whose name each of these words occurs (accents and case do not matter), or the one with exactly this e-mail address.',
  })
  query!: string | null;

  @Field(() => Int, { nullable: true, defaultValue: LIMITS.pageDefault, description: 'How many, 1 to 50.' })
  first!: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last account of the page before.' })
  after!: string | null;
}

/** Shape of {@link AccountsArgs}; an empty `query` narrows nothing, as while one begins to type. */
export const accountsArgs = z.object({
  query: z
    .string()
    .nullish()
    .transform((value) => value?.trim() || null)
    .pipe(input.line(LIMITS.email).nullable()),
  first: z.number().nullish(),
  after: z.string().nullish(),
});

/** Key of an account in a cursor: ids rise with time. */
export type AccountCardKey = readonly [id: string];

const id = input.id();

/** Says whether a cursor's parts are an {@link AccountCardKey}. */
export const isAccountCardKey = (parts: unknown[]): parts is AccountCardKey & unknown[] =>
  parts.length === 1 && id.safeParse(parts[0]).success;
