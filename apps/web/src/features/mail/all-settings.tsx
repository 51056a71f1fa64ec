import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './mail.module.css';

/** Below what a mail's own link can change: what stays as it is, and where all the rest is set. */
export function AllSettings({ children }: { children: ReactNode }): ReactNode {
  return (
    <p className={styles.muted}>
      {children}{' '}
      <Link to="/settings/mail">
        <Trans>All settings of your e-mail</Trans>
      </Link>
    </p>
  );
}
