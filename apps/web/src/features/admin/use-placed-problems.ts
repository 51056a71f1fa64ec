import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import type { Problem } from '../../lib/graphql/problem.js';
import { placeOfField } from './place-of-field.js';

/**
 * Brings what the server says about single fields to their controls, also those of nested and repeated ones, and
 * answers the problem that remains to be shown for the form as a whole (null when everything found its place).
 * `words` gives a sentence for a field (`name.en`); without one, readers of English see the server's own.
 */
export function usePlacedProblems<Values extends FieldValues>(
  problem: Problem | null,
  { getValues, setError }: Pick<UseFormReturn<Values>, 'getValues' | 'setError'>,
  words: (path: string) => string | undefined = () => undefined,
): Problem | null {
  const { t, i18n } = useLingui();
  useEffect(() => {
    if (!problem) return;
    const messages = new Map<string, Map<string, string[]>>();
    for (const [field, sentence] of Object.entries(problem.fields)) {
      const place = placeOfField(field, getValues());
      if (!place) continue;
      const { path, line } = place;
      const said = words(path) ?? (i18n.locale === 'en' ? sentence : t`This cannot be used. Please check it.`);
      const ofPath = messages.get(path) ?? new Map<string, string[]>();
      messages.set(path, ofPath.set(said, [...(ofPath.get(said) ?? []), ...(line === null ? [] : [line])]));
    }
    let shouldFocus = true;
    for (const [path, ofPath] of messages) {
      const sentences = [...ofPath].map(([said, lines]) => {
        // Lines with the same fault are named together.
        const named = lines.join(', ');
        return named ? t`${named}: ${said}` : said;
      });
      setError(path as Path<Values>, { type: 'server', message: sentences.join(' ') }, { shouldFocus });
      shouldFocus = false;
    }
    // Words are constants of the form that asks; the form itself stays the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [problem]);
  if (!problem) return null;
  const fields = Object.keys(problem.fields);
  return fields.length > 0 && fields.every((field) => placeOfField(field, getValues())) ? null : problem;
}
