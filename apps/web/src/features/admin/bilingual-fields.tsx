import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { TextAreaField, TextField } from '../../components/field.js';
import styles from './admin.module.css';

interface BilingualFieldsProps {
  /** Path of the text in the form; its languages stand below it. */
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  maxLength: number;
  /** Several lines. */
  long?: boolean;
}

/** One text in both languages: a name, a summary, a question. Both are needed; the same words may stand twice. */
export function BilingualFields({ name, legend, hint, maxLength, long }: BilingualFieldsProps): ReactNode {
  const { t } = useLingui();
  const { register, getFieldState, formState } = useFormContext<Record<string, string>>();
  const Field = long ? TextAreaField : TextField;
  const field = (language: 'en' | 'fr', label: ReactNode): ReactNode => (
    <Field
      label={label}
      lang={language}
      autoComplete="off"
      error={getFieldState(`${name}.${language}`, formState).error?.message}
      {...register(`${name}.${language}`, {
        validate: (value: string) => value.trim() !== '' || t`Enter the text in this language too.`,
        maxLength: { value: maxLength, message: t`At most ${maxLength} characters.` },
      })}
    />
  );
  return (
    <fieldset className={styles.boxes}>
      <legend className={styles.legend}>{legend}</legend>
      {hint ? <p className={styles.muted}>{hint}</p> : null}
      <div className={long ? styles.boxes : styles.pair}>
        {field('en', <Trans>In English</Trans>)}
        {field('fr', <Trans>In French</Trans>)}
      </div>
    </fieldset>
  );
}
