import { Trans } from '@lingui/react/macro';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import styles from './composer.module.css';

interface EditConflictProps {
  mine: string;
  current: string;
  busy: boolean;
  onTakeCurrent: () => void;
  onKeepMine: () => void;
}

/** Two edits of one post met: both texts side by side, and the three ways on. */
export function EditConflict({ mine, current, busy, onTakeCurrent, onKeepMine }: EditConflictProps): ReactNode {
  const id = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} tabIndex={-1} role="alert" aria-labelledby={`${id}-title`} className={styles.conflict}>
      <h3 id={`${id}-title`}>
        <Trans>This post was changed in another window while you were editing it</Trans>
      </h3>
      <div className={styles.sides}>
        <div>
          <h4 id={`${id}-mine`}>
            <Trans>Your text</Trans>
          </h4>
          <textarea readOnly rows={8} value={mine} aria-labelledby={`${id}-mine`} className={styles.source} />
          <Button busy={busy} onClick={onKeepMine}>
            <Trans>Keep mine</Trans>
          </Button>
        </div>
        <div>
          <h4 id={`${id}-current`}>
            <Trans>The text as it is now</Trans>
          </h4>
          <textarea readOnly rows={8} value={current} aria-labelledby={`${id}-current`} className={styles.source} />
          <Button busy={busy} onClick={onTakeCurrent}>
            <Trans>Keep this one</Trans>
          </Button>
        </div>
      </div>
      <p>
        <Trans>Or bring both together by hand in your text below, then save.</Trans>
      </p>
    </section>
  );
}
