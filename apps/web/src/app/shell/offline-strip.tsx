import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useOnline } from '../../lib/use-online.js';
import styles from './shell.module.css';

/** Says that the connection is gone and what still works; screen readers hear both changes once. */
export function OfflineStrip(): ReactNode {
  const online = useOnline();
  return (
    <div role="status">
      {online ? null : (
        <p className={styles.strip}>
          <Trans>You are offline. You can read what is open and keep writing; drafts are kept on this device.</Trans>
        </p>
      )}
    </div>
  );
}
