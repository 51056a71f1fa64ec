import { Trans } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import styles from './admin.module.css';

interface ChangedMeanwhileProps {
  busy: boolean;
  /** Puts what there is now in the place of what was typed. */
  onTakeTheirs: () => void;
  /** Saves what was typed over it. */
  onKeepMine: () => void;
}

/** Two people changed one thing: what was typed is still there, and one can look before one decides. */
export function ChangedMeanwhile({ busy, onTakeTheirs, onKeepMine }: ChangedMeanwhileProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} role="alert">
      <Notice kind="warn">
        <div className={styles.form}>
          <p>
            <Trans>
              Somebody else changed this while you were working on it. What you typed is still here, not saved.
            </Trans>
          </p>
          <p>
            <a href={window.location.pathname} target="_blank" rel="noreferrer">
              <Trans>See in a new tab how it is now</Trans>
            </a>
          </p>
          <div className={styles.links}>
            <Button busy={busy} onClick={onTakeTheirs}>
              <Trans>Discard my changes and start from there</Trans>
            </Button>
            <Button busy={busy} onClick={onKeepMine}>
              <Trans>Save mine anyway</Trans>
            </Button>
          </div>
        </div>
      </Notice>
    </div>
  );
}
