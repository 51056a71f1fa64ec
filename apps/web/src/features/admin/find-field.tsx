import type { ReactNode } from 'react';
import { TextField } from '../../components/field.js';
import styles from './admin.module.css';
import type { Find } from './use-find.js';

interface FindFieldProps {
  find: Find;
  label: ReactNode;
  hint?: ReactNode;
  maxLength: number;
}

/** The field of {@link Find}. */
export function FindField({ find, label, hint, maxLength }: FindFieldProps): ReactNode {
  return (
    <div className={styles.find}>
      <TextField
        label={label}
        hint={hint}
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={find.text}
        onChange={(event) => find.type(event.target.value)}
      />
    </div>
  );
}
