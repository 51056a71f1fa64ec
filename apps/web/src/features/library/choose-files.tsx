import { Trans } from '@lingui/react/macro';
import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { ACCEPTED } from '../uploads/fault-of-file.js';
import type { UploadLimits } from '../uploads/fault-of-file.js';
import styles from './share.module.css';

interface ChooseFilesProps {
  limits: UploadLimits | null;
  onFiles: (files: File[]) => void;
}

/** The way to choose files, and what may be chosen, before it is. */
export function ChooseFiles({ limits, onFiles }: ChooseFilesProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.choose}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file can then be chosen once more.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button look="primary" onClick={() => input.current?.click()}>
        <FileUp size={18} aria-hidden="true" />
        <Trans>Choose files</Trans>
      </Button>
      <p className={styles.pointer}>
        <Trans>or drop them on this page.</Trans>
      </p>
      <p className={styles.muted}>
        <Trans>Documents, slides, spreadsheets, pictures, audio, video and ZIP archives.</Trans>{' '}
        <Limits limits={limits} />
      </p>
    </div>
  );
}

/** What takes their place, unseen, until they are known: nothing below moves when they come. */
const USUAL: UploadLimits = { fileBytes: 250_000_000, communityBytes: 20_000_000_000, usedBytes: 0 };

function Limits({ limits }: { limits: UploadLimits | null }): ReactNode {
  const { locale } = useLocale();
  const { communityBytes, fileBytes, usedBytes } = limits ?? USUAL;
  const most = fileSize(fileBytes, locale);
  const room = fileSize(Math.max(0, communityBytes - usedBytes), locale);
  return (
    <span className={limits ? undefined : styles.unseen}>
      <Trans>
        At most {most} each; the community has room for {room} more.
      </Trans>
    </span>
  );
}
