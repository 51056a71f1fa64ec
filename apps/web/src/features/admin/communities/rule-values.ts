import type {
  AdminCommunityFragment,
  Eligibility,
  FormQuestionInput,
  JoinPolicy,
  QuestionKind,
  Visibility,
} from '../../../gql/graphql.js';
import { linesOf } from '../lines.js';

/** One question as the form editor holds it; its options one a line. */
export interface QuestionValues {
  key: string;
  kind: QuestionKind;
  required: boolean;
  private: boolean;
  label: { en: string; fr: string };
  options: string;
}

/** A community's rule as a form holds it; programmes one a line. */
export interface RuleValues {
  visibility: Visibility;
  joinPolicy: JoinPolicy;
  eligibility: Eligibility;
  applicationForm: QuestionValues[];
  enrolledProgrammes: string;
}

/** What the present rule of a community is in the form. */
export function ruleValuesOf(community: AdminCommunityFragment): RuleValues {
  const { visibility, joinPolicy, eligibility, rule } = community;
  return {
    visibility,
    joinPolicy,
    eligibility,
    applicationForm: rule.form.map(({ key, kind, required, private: kept, labels, options }) => ({
      key,
      kind,
      required,
      private: kept,
      label: { en: labels.en, fr: labels.fr },
      options: options.join('\n'),
    })),
    enrolledProgrammes: rule.programmes.join('\n'),
  };
}

/** The questions as they are sent; only a choice has options. */
export const questionsOf = (values: readonly QuestionValues[]): FormQuestionInput[] =>
  values.map(({ options, label, ...question }) => ({
    ...question,
    key: question.key.trim(),
    label: { en: label.en.trim(), fr: label.fr.trim() },
    options: question.kind === 'CHOICE' ? linesOf(options) : null,
  }));

/** An empty question with a key that none of the others has. */
export function newQuestion(others: readonly Pick<QuestionValues, 'key'>[]): QuestionValues {
  const taken = new Set(others.map(({ key }) => key));
  let number = others.length + 1;
  while (taken.has(`question${number}`)) number += 1;
  return {
    key: `question${number}`,
    kind: 'SHORT_TEXT',
    required: true,
    private: false,
    label: { en: '', fr: '' },
    options: '',
  };
}
