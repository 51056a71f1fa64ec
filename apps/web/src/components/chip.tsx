import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './chip.module.css';

/** A short fact about the thing beside it. */
export function Chip({ tone, children }: { tone?: 'good' | 'warm' | 'accent'; children: ReactNode }): ReactNode {
  return <span className={classNames(styles.chip, tone && styles[tone])}>{children}</span>;
}
