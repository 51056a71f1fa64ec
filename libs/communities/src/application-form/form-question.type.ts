import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BilingualTextType, type Bilingual } from '../bilingual/bilingual-text.type.js';

/** What kind of answer a question of an application form asks for. */
export const QuestionKind = {
  SHORT_TEXT: 'SHORT_TEXT',
  LONG_TEXT: 'LONG_TEXT',
  CHOICE: 'CHOICE',
  ATTESTATION: 'ATTESTATION',
} as const;
/** One of {@link QuestionKind}. */
export type QuestionKind = keyof typeof QuestionKind;

registerEnumType(QuestionKind, {
  name: 'QuestionKind',
  description: 'What kind of answer a question of an application form asks for.',
  valuesMap: {
    SHORT_TEXT: { description: 'One line of 200 characters at most.' },
    LONG_TEXT: { description: 'Several lines, 4,000 characters at most.' },
    CHOICE: { description: 'One of its options.' },
    ATTESTATION: { description: 'A sentence that one states: “true” or “false”.' },
  },
});

/** A question of an application form. */
export interface FormQuestion {
  /** Names the question among those of its form. */
  readonly key: string;
  readonly kind: QuestionKind;
  readonly required: boolean;
  /** The answer is for the facilitators' eyes alone, and kept encrypted. */
  readonly private: boolean;
  readonly labels: Bilingual;
  /** Of a CHOICE, else empty. */
  readonly options: readonly string[];
}

/** {@link FormQuestion} as everybody may see it: the form is part of a community's rule. */
@ObjectType('FormQuestion', { description: 'A question of a community’s application form.' })
export class FormQuestionType implements FormQuestion {
  @Field({ description: 'Names the question among those of its form.' })
  key!: string;

  @Field(() => QuestionKind, { description: 'What kind of answer it asks for.' })
  kind!: QuestionKind;

  @Field({ description: 'Whether it must be answered.' })
  required!: boolean;

  @Field({ description: 'Whether the answer is kept encrypted, for the community’s facilitators alone.' })
  private!: boolean;

  @Field(() => BilingualTextType, { description: 'The question in both languages.' })
  labels!: Bilingual;

  @Field(() => [String], { description: 'What a CHOICE may be answered with, 50 at most; else empty.' })
  options!: string[];
}
