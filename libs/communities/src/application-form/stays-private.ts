import type { FormQuestion } from './form-question.type.js';

/**
 * Places, in the second form, of questions that the first asked in private under the same key and that would be asked
 * openly now. A key promises how its answers are kept: pages that stand open with the former form, and whoever applied,
 * rely on it.
 */
export function openedQuestions(before: readonly FormQuestion[], after: readonly FormQuestion[]): number[] {
  const hidden = new Set(before.filter((question) => question.private).map(({ key }) => key));
  return after.flatMap((question, place) => (!question.private && hidden.has(question.key) ? [place] : []));
}
