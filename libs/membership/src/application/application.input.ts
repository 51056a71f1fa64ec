import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { ApplicationDecision, type ApplicationKey } from './application.type.js';

/** One answer of {@link ApplyToCommunityInput}. */
@InputType({ description: 'An answer to one question of the application form.' })
export class AnswerInput {
  @Field({ description: 'Key of the question.' })
  key!: string;

  @Field({ description: 'The answer as text; "true" for a statement that is made, one of the options for a choice.' })
  value!: string;
}

/** See `applyToCommunity`. */
@InputType({ description: 'An application to a community.' })
export class ApplyToCommunityInput {
  @Field({ description: 'Slug of the community.' })
  slug!: string;

  @Field(() => [AnswerInput], {
    description: `One answer to each question that is answered, ${LIMITS.applicationAnswers} at most.`,
  })
  answers!: AnswerInput[];
}

/** See `decideApplication`. */
@InputType({ description: 'The decision about an application.' })
export class DecideApplicationInput {
  @Field(() => ID, { description: 'Id of the application.' })
  applicationId!: string;

  @Field(() => ApplicationDecision, { description: 'What is decided.' })
  decision!: ApplicationDecision;

  @Field(() => String, {
    nullable: true,
    description: `A word to the applicant, who is told it; at most ${LIMITS.facilitatorWord} characters.`,
  })
  message!: string | null;
}

/** See `withdrawApplication`. */
@InputType({ description: 'Which application to take back.' })
export class WithdrawApplicationInput {
  @Field(() => ID, { description: 'Id of the application.' })
  applicationId!: string;
}

/**
 * Shape of {@link ApplyToCommunityInput}: bounds alone, before anything is looked up. What fits the form, blanks
 * included, is for `checkAnswers` to say.
 */
export const applyToCommunityInput = z.strictObject({
  slug: input.slug(),
  answers: z
    .array(
      z.strictObject({
        key: z.string().max(40, 'This is not a question of the form.'),
        value: z.string().max(LIMITS.longAnswer, `At most ${LIMITS.longAnswer} characters.`),
      }),
    )
    .max(LIMITS.applicationAnswers, `At most ${LIMITS.applicationAnswers} answers.`),
});

/** Shape of {@link DecideApplicationInput}; an empty word is none. */
export const decideApplicationInput = z.strictObject({
  applicationId: input.id(),
  decision: z.enum(ApplicationDecision),
  message: z
    .string()
    .nullish()
    .transform((value) => (value?.trim() ? value : null))
    .pipe(input.block(LIMITS.facilitatorWord).nullable()),
});

/** Shape of {@link WithdrawApplicationInput}. */
export const withdrawApplicationInput = z.strictObject({ applicationId: input.id() });

/** As PostgreSQL writes it: this millennium, microseconds at most. */
const MOMENT = z.iso.datetime().startsWith('2').max('2026-11-21T22:05:56.123456Z'.length);
const ID_SHAPE = input.id();

/** Whether the parts of a cursor are a place in a queue of applications. */
export const isApplicationKey = (parts: unknown[]): parts is ApplicationKey & unknown[] =>
  parts.length === 2 && MOMENT.safeParse(parts[0]).success && ID_SHAPE.safeParse(parts[1]).success;
