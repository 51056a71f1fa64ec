import type { ApplicationAnswerType, ApplicationType } from './application.type.js';
import type { OpenedAnswers } from './private-answers.service.js';

/**
 * The answers as one viewer sees them, in the order of the form. `opened` holds the private ones for who may read them
 * while the application waits, else it is null: then each private question stands there without an answer, so that
 * nobody learns which were answered.
 */
export function shownAnswers(
  { form, openAnswers }: Pick<ApplicationType, 'form' | 'openAnswers'>,
  opened: OpenedAnswers | null,
): ApplicationAnswerType[] {
  return form.flatMap(({ key, kind, private: secret, labels }) => {
    const answer = { key, kind, private: secret, labels, unreadable: false };
    if (!secret) {
      return Object.hasOwn(openAnswers, key) ? [{ ...answer, value: openAnswers[key] ?? null }] : [];
    }
    if (opened === null) return [{ ...answer, value: null }];
    const value = opened.get(key);
    return value === undefined ? [] : [{ ...answer, value, unreadable: value === null }];
  });
}
