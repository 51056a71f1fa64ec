import { Trans } from '@lingui/react/macro';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { extensionOf, FILE_TYPES } from '#contracts';
import { AnchorButton } from '../../components/button.js';
import { Time } from '../../components/time.js';
import type { VersionPartsFragment } from '../../gql/graphql.js';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { PostAuthor } from '../threads/post-author.js';
import { KindIcon } from './kind-icon.js';
import styles from './resource.module.css';

/** After how long the number of downloads is asked for anew. */
const COUNTED_AFTER_MS = 1_500;

interface FileCardProps {
  version: VersionPartsFragment;
  /** How many versions there are. */
  versions: number;
  /** Told a moment after a download has begun. */
  onDownloaded: () => void;
}

/** The file itself: its name, type and size, which version it is, and the way to get it. */
export function FileCard({ version, versions, onDownloaded }: FileCardProps): ReactNode {
  const { locale } = useLocale();
  const { author, createdAt, fileName, note, number } = version;
  const extension = extensionOf(fileName);
  const known = FILE_TYPES[extension];
  const type = extension.toUpperCase();
  const size = fileSize(version.size, locale);
  return (
    <div className={styles.file}>
      <KindIcon kind={known?.kind ?? 'OTHER'} size={24} />
      <div>
        <p className={styles.fileName}>{fileName}</p>
        <p className={styles.muted}>
          {type}, {size}
        </p>
        {versions > 1 ? (
          <p className={styles.muted}>
            <Trans>
              Version {number}, <Time at={createdAt} />, by <PostAuthor person={author} />
            </Trans>
            {note ? <> – {note}</> : null}
          </p>
        ) : null}
      </div>
      <div className={styles.fileActs}>
        <AnchorButton
          href={version.url}
          look="primary"
          // The answer says by itself that it is to be kept, and a refusal is shown instead; but sound and film would
          // be played in place of the page.
          download={known?.inline ? fileName : undefined}
          onClick={() => setTimeout(onDownloaded, COUNTED_AFTER_MS)}
        >
          <Download size={18} aria-hidden="true" />
          <Trans>Download</Trans>
          <span className="visually-hidden">
            {fileName}, {type}, {size}
          </span>
        </AnchorButton>
      </div>
    </div>
  );
}
