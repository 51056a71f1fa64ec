import { Check, ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Menu } from '../../components/menu.js';
import styles from './mail.module.css';

interface ChoiceMenuProps<Value> {
  /** What the button says; ends with what there is to choose. */
  button: ReactNode;
  value: Value;
  choices: readonly { value: Value; label: string; meaning: string }[];
  onChoose: (value: Value) => void;
  /** Stands below the choices. */
  note?: ReactNode;
  /** Beside the button: why the last choice was refused. */
  problem: ReactNode;
}

/** A button that says how something is set; its menu holds the other settings, each with what it means. */
export function ChoiceMenu<Value extends string>({
  button,
  value,
  choices,
  onChoose,
  note,
  problem,
}: ChoiceMenuProps<Value>): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  return (
    <div ref={root} className={styles.place}>
      <Menu
        align="start"
        className={styles.dial}
        button={
          <>
            {button}
            <ChevronDown size={16} aria-hidden="true" />
          </>
        }
      >
        {(close) => (
          <>
            {choices.map((choice) => (
              <button
                key={choice.value}
                type="button"
                className={styles.choice}
                aria-current={choice.value === value ? 'true' : undefined}
                onClick={() => {
                  root.current?.querySelector('button')?.focus();
                  close();
                  if (choice.value !== value) onChoose(choice.value);
                }}
              >
                <Check size={18} aria-hidden="true" />
                <span>
                  <strong>{choice.label}</strong> <span className={styles.meaning}>{choice.meaning}</span>
                </span>
              </button>
            ))}
            {note}
          </>
        )}
      </Menu>
      {problem}
    </div>
  );
}
