import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import type { Problem } from '../../lib/graphql/problem.js';

/**
 * Brings what the server says about single fields to those fields, in the words given for them. Its own sentences are
 * English: where no words are given, readers of English see them as they are and readers of French a general sentence.
 */
export function useFieldProblems<Values extends FieldValues>(
  problem: Problem | null,
  names: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
  words: Partial<Record<Path<Values>, string>> = {},
): void {
  const { t, i18n } = useLingui();
  useEffect(() => {
    if (!problem) return;
    let first = true;
    for (const name of names) {
      const sentence = problem.fields[name] ?? problem.fields[`input.${name}`];
      if (sentence === undefined) continue;
      const message = words[name] ?? (i18n.locale === 'en' ? sentence : t`This cannot be used. Please check it.`);
      setError(name, { type: 'server', message }, { shouldFocus: first });
      first = false;
    }
    // Names and words are constants of the form that asks.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [problem]);
}
