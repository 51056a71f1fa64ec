import { ArgsType, Field, ID } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';

/** Arguments of `mentionable`. */
@ArgsType()
export class MentionableArgs {
  @Field(() => ID, { nullable: true, description: 'Id of the thread in which one writes; or else `slug`.' })
  threadId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Slug of the community in which one starts a thread; or else `threadId`.',
  })
  slug!: string | null;

  @Field(() => String, {
    description: `The beginning of a name, or of any word of it, at most ${LIMITS.findText} characters; accents and case do not matter. Empty: anybody.`,
  })
  text!: string;
}

/** Where people are to be mentioned: exactly one of both. */
export type MentionPlace = { readonly threadId: string } | { readonly slug: string };

/** Shape of {@link MentionableArgs}; an empty `text` narrows nothing, as while one begins to type. */
export const mentionableArgs = z
  .object({
    threadId: input.id().nullish(),
    slug: input.slug().nullish(),
    text: z
      .string()
      .transform((value) => value.trim() || null)
      .pipe(input.line(LIMITS.findText).nullable())
      .transform((value) => value ?? ''),
  })
  .transform(({ threadId, slug, text }, context): { place: MentionPlace; text: string } => {
    if (threadId && !slug) return { place: { threadId }, text };
    if (slug && !threadId) return { place: { slug }, text };
    context.addIssue({
      code: 'custom',
      path: [slug ? 'slug' : 'threadId'],
      message: 'Give either the id of a thread or the slug of a community.',
    });
    return z.NEVER;
  });
