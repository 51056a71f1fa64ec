import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Time } from '../../components/time.js';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import type { UnfinishedUpload } from '../uploads/uploads.js';
import styles from './share.module.css';

interface UnfinishedProps {
  unfinished: readonly UnfinishedUpload[];
  onGiveUp: (uploadId: string) => void;
}

/** What this device began to send before: a page cannot open the file by itself, the same one must be chosen again. */
export function Unfinished({ unfinished, onGiveUp }: UnfinishedProps): ReactNode {
  const { locale } = useLocale();
  if (unfinished.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>
        <Trans>Started on this device</Trans>
      </h2>
      <p className={styles.muted}>
        <Trans>Choose the same file again, and it continues where it stopped.</Trans>
      </p>
      <ul className={styles.unfinished}>
        {unfinished.map(({ at, name, size, uploadId }) => (
          <li key={uploadId}>
            <p className={styles.name}>
              {name}{' '}
              <span className={styles.muted}>
                {fileSize(size, locale)} · <Time at={new Date(at).toISOString()} />
              </span>
            </p>
            <Button small look="quiet" onClick={() => onGiveUp(uploadId)}>
              <Trans>
                Give up<span className="visually-hidden"> {name}</span>
              </Trans>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
