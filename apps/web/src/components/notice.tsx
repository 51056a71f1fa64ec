import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './notice.module.css';

interface NoticeProps {
  kind?: 'plain' | 'info' | 'good' | 'warn' | 'error';
  /** `alert` for what follows an action, `status` for what arrives by itself. */
  role?: 'alert' | 'status';
  action?: ReactNode;
  children: ReactNode;
}

/** A box that says something about what stands around it. */
export function Notice({ kind = 'plain', role, action, children }: NoticeProps): ReactNode {
  return (
    <div className={classNames(styles.notice, kind !== 'plain' && styles[kind])} role={role}>
      <div className={styles.body}>{children}</div>
      {action}
    </div>
  );
}
