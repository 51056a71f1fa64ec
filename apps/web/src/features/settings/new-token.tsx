import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import styles from './settings.module.css';

/** The value of a new token, shown this once. */
export function NewToken({ token, onDone }: { token: string; onDone: () => void }): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <Notice kind="good" role="status">
      <div className={styles.gap}>
        <p>
          <Trans>Copy the token now: it is shown this once and cannot be seen again.</Trans>
        </p>
        <code className={styles.token}>{token}</code>
        <div className={styles.row}>
          <Button
            small
            look="primary"
            onClick={async () => {
              await navigator.clipboard.writeText(token).then(
                () => setCopied(true),
                // Not allowed here: the value is selected as a whole by one click.
                () => setCopied(false),
              );
            }}
          >
            {copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
          </Button>
          <Button small onClick={onDone}>
            <Trans>I have kept it</Trans>
          </Button>
        </div>
      </div>
    </Notice>
  );
}
