import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './field.module.css';

interface Labelled {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
}

interface Described {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

function Frame({ label, hint, error, children }: Labelled & { children: (props: Described) => ReactNode }): ReactNode {
  const id = useId();
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined })}
      {error ? (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

type TextFieldProps = Labelled & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

/** One line of text with its label above it, its hint, and the error tied to it. */
export function TextField({ label, hint, error, ...input }: TextFieldProps): ReactNode {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(described) => <input {...input} {...described} className={styles.control} />}
    </Frame>
  );
}

type TextAreaFieldProps = Labelled & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> };

/** Several lines of plain text, with label, hint and error like {@link TextField}. */
export function TextAreaField({ label, hint, error, ...area }: TextAreaFieldProps): ReactNode {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(described) => (
        <textarea rows={4} {...area} {...described} className={classNames(styles.control, styles.area)} />
      )}
    </Frame>
  );
}

type SelectFieldProps = Labelled & SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> };

/** The platform's own list box: the best one on every phone. */
export function SelectField({ label, hint, error, children, ...select }: SelectFieldProps): ReactNode {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(described) => (
        <select {...select} {...described} className={styles.control}>
          {children}
        </select>
      )}
    </Frame>
  );
}

type ChoiceProps = {
  label: ReactNode;
  type?: 'checkbox' | 'radio';
  error?: string | undefined;
} & (InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> });

/** A check box or a radio button whose whole line can be pressed; `error` for a sentence that must be agreed to. */
export function Choice({ label, type = 'checkbox', error, ...input }: ChoiceProps): ReactNode {
  const id = useId();
  const wrong = error ? ({ 'aria-invalid': true, 'aria-describedby': `${id}-error` } as const) : {};
  // The same elements with an error and without, so that the box keeps the focus when one comes.
  return (
    <div className={styles.field}>
      <label className={styles.choice}>
        <input {...input} {...wrong} type={type} />
        <span>{label}</span>
      </label>
      {error ? (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
