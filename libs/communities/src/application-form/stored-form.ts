import type { Bilingual } from '../bilingual/bilingual-text.type.js';
import type { FormQuestion, QuestionKind } from './form-question.type.js';

/** A question as `communities.application_form` holds it: in the words of the directory file. */
export interface StoredQuestion {
  readonly key: string;
  readonly type: keyof typeof KINDS;
  readonly required: boolean;
  readonly private: boolean;
  readonly label: Bilingual;
  readonly options?: readonly string[] | undefined;
}

const KINDS = {
  shortText: 'SHORT_TEXT',
  longText: 'LONG_TEXT',
  choice: 'CHOICE',
  attestation: 'ATTESTATION',
} as const satisfies Record<string, QuestionKind>;

const TYPES = {
  SHORT_TEXT: 'shortText',
  LONG_TEXT: 'longText',
  CHOICE: 'choice',
  ATTESTATION: 'attestation',
} as const satisfies Record<QuestionKind, StoredQuestion['type']>;

/** The questions of a stored form; none where there is no form. */
export const formOf = (stored: readonly StoredQuestion[] | null): FormQuestion[] =>
  (stored ?? []).map(({ type, label, options, key, required, private: hidden }) => ({
    key,
    kind: KINDS[type],
    required,
    private: hidden,
    labels: label,
    options: options ?? [],
  }));

/** The form as it is stored; null where it has no questions. */
export const storedForm = (form: readonly FormQuestion[]): StoredQuestion[] | null =>
  form.length === 0
    ? null
    : form.map(({ key, kind, required, private: hidden, labels, options }) => ({
        key,
        type: TYPES[kind],
        required,
        private: hidden,
        label: labels,
        ...(kind === 'CHOICE' ? { options } : {}),
      }));
