import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import { BilingualTextInput, bilingualText } from '../bilingual/bilingual-text.input.js';
import { QuestionKind, type FormQuestion } from './form-question.type.js';

/** Bounds of an application form; the format of the directory file has the same (docs/directory-format.md). */
export const FORM_LIMITS = {
  /** Questions of one form. */
  questions: 20,
  /** Characters of a label or an option. */
  text: 500,
  /** Options of a CHOICE. */
  optionsMin: 2,
  optionsMax: 50,
} as const;

/** What names a question. */
export const questionKey = () =>
  z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/, 'Must be a letter followed by letters or digits.');

/** Says that something stands twice in a list, at the second place. */
export function refuseTwice(
  values: readonly string[],
  context: z.core.$RefinementCtx,
  pathOf: (index: number) => (string | number)[],
  message: string,
): void {
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (seen.has(value)) context.addIssue({ code: 'custom', path: pathOf(index), message });
    seen.add(value);
  });
}

/** One question of {@link applicationForm}. */
@InputType({ description: 'A question of a community’s application form.' })
export class FormQuestionInput {
  @Field({ description: 'Names the question among those of its form: a letter, then letters or digits, 40 at most.' })
  key!: string;

  @Field(() => QuestionKind, { description: 'What kind of answer it asks for.' })
  kind!: QuestionKind;

  @Field({ description: 'Whether it must be answered.' })
  required!: boolean;

  @Field({ description: 'Whether the answer is kept encrypted, for the community’s facilitators alone.' })
  private!: boolean;

  @Field(() => BilingualTextInput, { description: 'The question, 500 characters at most in each language.' })
  label!: BilingualTextInput;

  @Field(() => [String], { nullable: true, description: 'For a CHOICE alone, and needed there: 2 to 50 lines.' })
  options!: string[] | null;
}

const question = z
  .strictObject({
    key: questionKey(),
    kind: z.enum(QuestionKind),
    required: z.boolean(),
    private: z.boolean(),
    label: bilingualText(FORM_LIMITS.text),
    options: z.array(input.line(FORM_LIMITS.text)).nullish(),
  })
  .superRefine(({ kind, options }, context) => {
    const given = options ?? [];
    const problem =
      kind !== 'CHOICE'
        ? given.length > 0 && 'Belongs to questions of the kind CHOICE alone.'
        : (given.length < FORM_LIMITS.optionsMin || given.length > FORM_LIMITS.optionsMax) &&
          `Needs ${FORM_LIMITS.optionsMin} to ${FORM_LIMITS.optionsMax} options.`;
    if (problem) context.addIssue({ code: 'custom', path: ['options'], message: problem });
    else refuseTwice(given, context, (index) => ['options', index], 'Stands there twice.');
  })
  .transform(({ label, options, ...rest }): FormQuestion => ({ ...rest, labels: label, options: options ?? [] }));

/** Shape of a list of {@link FormQuestionInput}; answers the questions as `CommunityService.form` does. */
export const applicationForm = () =>
  z
    .array(question)
    .max(FORM_LIMITS.questions, `At most ${FORM_LIMITS.questions} questions.`)
    .superRefine((questions, context) =>
      refuseTwice(
        questions.map(({ key }) => key),
        context,
        (index) => [index, 'key'],
        'Another question of this form has this key.',
      ),
    );
