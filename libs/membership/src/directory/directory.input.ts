import { ArgsType, Field, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { Language } from '#identity';
import { CommunityStatus, type CommunityKey } from '#communities';

/** Arguments of `communities`. */
@ArgsType()
export class CommunitiesArgs {
  @Field(() => Int, { nullable: true, defaultValue: LIMITS.pageDefault, description: 'How many, 1 to 50.' })
  first!: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the community before the page.' })
  after!: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of the association with this slug.' })
  association!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only those in whose names, summaries or keywords each of these words occurs; accents and case do not matter.',
  })
  query!: string | null;

  @Field(() => CommunityStatus, { nullable: true, description: 'Only those of this status.' })
  status!: CommunityStatus | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only those that anybody can join at once, by a click or by a click on a sentence about oneself (`joinPolicy` OPEN for ANYONE or MUSEUM_STAFF), and which are not archived.',
  })
  openToJoin!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those to which the viewer belongs.' })
  mine!: boolean | null;

  @Field(() => Language, {
    nullable: true,
    description: 'Language whose names give the order. Default: the viewer’s own, else English.',
  })
  language!: Language | null;
}

const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null);

/** Shape of {@link CommunitiesArgs}; an empty `query` narrows nothing, as while one begins to type. */
export const communitiesArgs = z.object({
  first: orNull(z.number()),
  after: orNull(z.string()),
  association: orNull(input.slug()),
  query: z
    .string()
    .nullish()
    .transform((value) => value?.trim() || null)
    .pipe(input.line(LIMITS.findText).nullable()),
  status: orNull(z.enum(CommunityStatus)),
  openToJoin: orNull(z.boolean()),
  mine: orNull(z.boolean()),
  language: orNull(z.enum(Language)),
});

const rank = z.literal([0, 1]);
const name = input.line(200);
const id = input.id();

/** Whether the parts of a cursor are a place in the directory. */
export const isCommunityKey = (parts: unknown[]): parts is CommunityKey & unknown[] =>
  parts.length === 3 &&
  rank.safeParse(parts[0]).success &&
  name.safeParse(parts[1]).success &&
  id.safeParse(parts[2]).success;
