import { LIMITS } from '#contracts';
import { BadInput } from '#platform/errors';
import { input } from '#platform/graphql';
import { FORM_LIMITS } from './form-question.input.js';
import type { FormQuestion } from './form-question.type.js';

/** What somebody answers to a question. */
export interface GivenAnswer {
  /** Of the question. */
  readonly key: string;
  /** Text; `true` or `false` for an attestation. */
  readonly value: string;
}

const shortText = input.line(LIMITS.shortAnswer);
const longText = input.block(LIMITS.longAnswer);

/**
 * The answers by key, as they are to be kept; blank answers to optional questions are left out. Nobody's words are
 * repeated in what it throws: private answers come through here.
 * @throws BadInput with every problem at once: `answers` (too many), `answers.N.key`, `answers.N.value`, or
 * `answers.<key>` where a required answer is missing
 */
export function checkAnswers(
  form: readonly FormQuestion[],
  answers: readonly GivenAnswer[],
): ReadonlyMap<string, string> {
  if (answers.length > FORM_LIMITS.questions) {
    throw new BadInput({ answers: `At most ${FORM_LIMITS.questions} answers.` });
  }
  const problems: Record<string, string> = {};
  const kept = new Map<string, string>();
  const answered = new Set<string>();
  answers.forEach(({ key, value }, index) => {
    const question = form.find((one) => one.key === key);
    if (!question) problems[`answers.${index}.key`] = 'The form has no question with this key.';
    else if (answered.has(key)) problems[`answers.${index}.key`] = 'This question is answered twice.';
    else {
      answered.add(key);
      const checked = checkAnswer(question, value);
      if ('problem' in checked) problems[`answers.${index}.value`] = checked.problem;
      else if (checked.value !== null) kept.set(key, checked.value);
    }
  });
  for (const { key, required } of form) {
    if (required && !answered.has(key)) problems[`answers.${key}`] = 'This question must be answered.';
  }
  if (Object.keys(problems).length > 0) throw new BadInput(problems);
  return kept;
}

/** Null for a blank answer that may be left out. */
type CheckedAnswer = { readonly value: string | null } | { readonly problem: string };

function checkAnswer(question: FormQuestion, given: string): CheckedAnswer {
  const { kind, required, options } = question;
  if (given.trim() === '') return required ? { problem: 'This question must be answered.' } : { value: null };
  if (kind === 'SHORT_TEXT') return checkText(shortText, LIMITS.shortAnswer, given);
  if (kind === 'LONG_TEXT') return checkText(longText, LIMITS.longAnswer, given);
  if (kind === 'CHOICE') return options.includes(given) ? { value: given } : { problem: 'Must be one of the options.' };
  if (required && given !== 'true') return { problem: 'Must be “true”: one joins by stating this.' };
  return given === 'true' || given === 'false' ? { value: given } : { problem: 'Must be “true” or “false”.' };
}

function checkText(shape: typeof shortText, max: number, given: string): CheckedAnswer {
  // Before the patterns: whoever sends a megabyte is told so without its being looked through.
  if (given.length > max) return { problem: `At most ${max} characters.` };
  const { success, data, error } = shape.safeParse(given);
  return success ? { value: data } : { problem: error.issues[0]?.message ?? 'Cannot be accepted.' };
}
