import type { FormEventHandler, ReactNode } from 'react';
import styles from './form.module.css';

interface FormProps {
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** Buttons, below the fields. */
  actions: ReactNode;
  /** The refusal of the last try, between fields and buttons. */
  problem?: ReactNode;
  children: ReactNode;
}

/** Fields below each other, the error beside the button; our own words in place of the browser's. */
export function Form({ onSubmit, actions, problem, children }: FormProps): ReactNode {
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      {children}
      {problem}
      <div className={styles.actions}>{actions}</div>
    </form>
  );
}
