import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** What stands where a list is empty: what goes here, one action, one example. */
export function Empty({ children }: { children: ReactNode }): ReactNode {
  return <div className={styles.empty}>{children}</div>;
}
