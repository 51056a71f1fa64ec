import { Trans, useLingui } from '@lingui/react/macro';
import { BookOpen } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Skeleton } from '../../components/skeleton.js';
import type { VersionPartsFragment } from '../../gql/graphql.js';
import { formatNumber } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { PdfDialog } from './pdf-dialog.js';
import styles from './resource.module.css';
import { textHeights } from './text-heights.js';
import { viewPath } from './use-file-bytes.js';

const TextPreview = lazy(() =>
  import('./text-preview.js').then(({ TextPreview: component }) => ({ default: component })),
);

/** Media types that are shown as a table. */
const TABLES = new Set(['text/csv', 'text/tab-separated-values']);

interface FilePreviewProps {
  version: VersionPartsFragment;
  /** Says what the picture is of: the resource's title. */
  title: string;
}

/** What can be seen of a file without downloading it. */
export function FilePreview({ version, title }: FilePreviewProps): ReactNode {
  const { t } = useLingui();
  const { mediaType } = version;
  if (mediaType.startsWith('audio/') || mediaType.startsWith('video/')) {
    return <Player key={version.id} version={version} title={title} />;
  }
  if (mediaType.startsWith('text/') || mediaType === 'application/x-subrip') {
    return (
      <Suspense
        fallback={
          <Skeleton label={t`Loading the preview`} heights={textHeights(version.size, TABLES.has(mediaType))} />
        }
      >
        <TextPreview key={version.id} file={version} table={TABLES.has(mediaType)} />
      </Suspense>
    );
  }
  return (
    <>
      <MadePreview version={version} title={title} />
      {mediaType === 'application/pdf' && version.preview.state !== 'FAILED' ? (
        <PdfButton key={version.id} version={version} title={title} />
      ) : null}
    </>
  );
}

function MadePreview({ version, title }: FilePreviewProps): ReactNode {
  const { t } = useLingui();
  const { state, large } = version.preview;
  if (state === 'READY' && large) {
    const { height, url, width } = large;
    const size = { '--picture-width': `${width}px`, '--picture-shape': width / height } as CSSProperties;
    return (
      <a href={url} className={styles.picture} style={size} target="_blank" rel="noreferrer">
        <img
          src={url}
          width={width}
          height={height}
          alt={version.mediaType === 'application/pdf' ? t`First page of “${title}”` : title}
        />
        <span className="visually-hidden">
          <Trans>Opens in a new tab</Trans>
        </span>
      </a>
    );
  }
  if (state === 'WAITING') {
    return (
      <p className={styles.noPreview} role="status">
        <Trans>A preview is being made. It appears here by itself.</Trans>
      </p>
    );
  }
  return (
    <p className={styles.noPreview}>
      {state === 'FAILED' ? (
        <Trans>No preview could be made of this file. It can still be downloaded.</Trans>
      ) : (
        <Trans>A file of this kind is not shown here. Download it to open it with another program.</Trans>
      )}
    </p>
  );
}

function PdfButton({ version, title }: FilePreviewProps): ReactNode {
  const { locale } = useLocale();
  const [open, setOpen] = useState(false);
  const count = version.preview.pages ?? 0;
  const pages = formatNumber(count, locale);
  return (
    <div className={styles.row}>
      <Button onClick={() => setOpen(true)}>
        <BookOpen size={18} aria-hidden="true" />
        <Trans>Open full viewer</Trans>
      </Button>
      {count > 1 ? (
        <span className={styles.muted}>
          <Trans>This is the first of {pages} pages.</Trans>
        </span>
      ) : null}
      {open ? <PdfDialog url={viewPath(version.url)} title={title} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function Player({ version, title }: FilePreviewProps): ReactNode {
  const [failed, setFailed] = useState(false);
  const url = viewPath(version.url);
  if (failed) {
    return (
      <Notice role="status">
        <Trans>Your browser cannot play this file. Download it to play it with another program.</Trans>
      </Notice>
    );
  }
  const common = { controls: true, preload: 'metadata', src: url, onError: () => setFailed(true), 'aria-label': title };
  // What members share brings its captions within itself or has none.
  if (version.mediaType.startsWith('audio/')) {
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- see above
    return <audio {...common} className={styles.audio} />;
  }
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- see above
  return <video {...common} className={styles.video} playsInline />;
}
