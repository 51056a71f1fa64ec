import type { ReactNode } from 'react';
import type { MailCadence } from '../../gql/graphql.js';
import styles from './mail.module.css';
import { useCadenceWords } from './use-cadence-words.js';

interface CadenceOptionsProps {
  /** Names it for those who do not see beside what it stands. */
  label: string;
  value: MailCadence;
  onChange: (cadence: MailCadence) => void;
}

/** The e-mail dial as the platform's own list box. */
export function CadenceOptions({ label, value, onChange }: CadenceOptionsProps): ReactNode {
  const words = useCadenceWords();
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = words.find((one) => one.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {words.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  );
}
