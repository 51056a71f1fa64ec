import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { UseFormRegister } from 'react-hook-form';
import { LIMITS } from '#contracts';
import { Choice, SelectField, TextAreaField, TextField } from '../../components/field.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import type { AnswerValues, Question } from './answer-fields.js';
import { optionWords } from './option-words.js';

interface QuestionFieldProps {
  question: Question;
  place: number;
  error: string | undefined;
  register: UseFormRegister<AnswerValues>;
}

/** One question of an application form, by its kind. */
export function QuestionField({ question, place, error, register }: QuestionFieldProps): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const { kind, required, label, options } = question;
  const longest = kind === 'LONG_TEXT' ? LIMITS.longAnswer : LIMITS.shortAnswer;
  const name = `answers.${place}` as const;
  // What a browser keeps of a form would outlive it, on a device that others may use.
  const privately = question.private ? ({ autoComplete: 'off', spellCheck: false } as const) : {};
  // What that means stands once, above the form.
  const hint = question.private ? <Trans>Private</Trans> : undefined;
  if (kind === 'ATTESTATION') {
    return (
      <Choice
        label={question.private ? <Trans>{label} (private)</Trans> : label}
        error={error}
        {...register(name, { validate: (value) => !required || value === true || t`Without this you cannot apply.` })}
      />
    );
  }
  const rules = {
    validate: (value: string | boolean) =>
      !required || (typeof value === 'string' && value.trim() !== '') || t`Answer this question.`,
    maxLength: { value: longest, message: t`This is too long.` },
  };
  const words = required ? label : <Trans>{label} (optional)</Trans>;
  switch (kind) {
    case 'SHORT_TEXT':
      return <TextField label={words} hint={hint} error={error} {...privately} {...register(name, rules)} />;
    case 'LONG_TEXT':
      return (
        <TextAreaField label={words} hint={hint} error={error} rows={6} {...privately} {...register(name, rules)} />
      );
    case 'CHOICE':
      return (
        <SelectField label={words} hint={hint} error={error} {...privately} {...register(name, rules)}>
          <option value="">{t`Choose…`}</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {optionWords(option, locale)}
            </option>
          ))}
        </SelectField>
      );
  }
}
