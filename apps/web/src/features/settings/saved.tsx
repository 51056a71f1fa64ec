import { Trans } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './settings.module.css';

/** "Saved" beside what was changed; its place is kept free, so that nothing moves. */
export function Saved({ shown }: { shown: boolean }): ReactNode {
  return (
    <span className={styles.saved} role="status">
      {shown ? (
        <>
          <Check size={16} aria-hidden="true" />
          <Trans>Saved</Trans>
        </>
      ) : null}
    </span>
  );
}
