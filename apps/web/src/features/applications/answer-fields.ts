import type { QuestionKind } from '../../gql/graphql.js';

/** A question as the form shows it. */
export interface Question {
  key: string;
  kind: QuestionKind;
  required: boolean;
  private: boolean;
  label: string;
  options: readonly string[];
}

/** What stands in the form: one entry for each question in order; keys may hold any character, places cannot clash. */
export interface AnswerValues {
  answers: (string | boolean)[];
}

/** An empty form. */
export const emptyAnswers = (form: readonly Question[]): AnswerValues => ({
  answers: form.map(({ kind }) => (kind === 'ATTESTATION' ? false : '')),
});

/** What is sent: blank answers are left out; so is an attestation that was not made, since it says nothing. */
export function answersToSend(form: readonly Question[], { answers }: AnswerValues): { key: string; value: string }[] {
  return form.flatMap(({ key }, place) => {
    const value = answers[place];
    if (value === true) return [{ key, value: 'true' }];
    return typeof value === 'string' && value.trim() !== '' ? [{ key, value: value.trim() }] : [];
  });
}

/**
 * The questions that the server refused, by their place in the form. It names an answer by its place among those that
 * were sent (`answers.2.value`), and a missing one by the question's key (`answers.email`).
 */
export function placesOf(
  fields: Readonly<Record<string, string>>,
  form: readonly Question[],
  sent: readonly { key: string }[],
): Map<number, string> {
  const places = new Map<number, string>();
  for (const [field, words] of Object.entries(fields)) {
    const [, name] = /^(?:input\.)?answers\.(.+)$/.exec(field) ?? [];
    if (name === undefined) continue;
    const [, index] = /^(\d+)\.(?:key|value)$/.exec(name) ?? [];
    const key = index === undefined ? name : sent[Number(index)]?.key;
    const place = form.findIndex((question) => question.key === key);
    if (place >= 0) places.set(place, words);
  }
  return places;
}
