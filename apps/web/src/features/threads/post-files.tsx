import { Trans, useLingui } from '@lingui/react/macro';
import { File } from 'lucide-react';
import type { ReactNode } from 'react';
import { showsFile, type LiveAttachment } from '#contracts';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

interface PostFilesProps {
  /** The text of the post as it is shown: pictures that stand in it do not stand below it once more. */
  html: string;
  attachments: readonly LiveAttachment[];
}

/** The files of a post that do not stand in its text: pictures small, the others by name, type and size. */
export function PostFiles({ html, attachments }: PostFilesProps): ReactNode {
  const { t } = useLingui();
  const below = attachments.filter(({ id }) => !showsFile(html, id));
  if (below.length === 0) return null;
  return (
    <ul className="post-files" aria-label={t`Files`}>
      {below.map((file) => (
        <li key={file.id}>{file.width === null ? <FileLink file={file} /> : <Thumbnail file={file} />}</li>
      ))}
    </ul>
  );
}

function FileLink({ file }: { file: LiveAttachment }): ReactNode {
  const { locale } = useLocale();
  const { fileName, mediaType, size, url } = file;
  const type = fileName.includes('.') ? fileName.slice(fileName.lastIndexOf('.') + 1).toUpperCase() : '';
  // Sound and film would be played in place of the discussion.
  const played = /^(?:audio|video)\//.test(mediaType);
  return (
    <a href={url} className="post-file" download={played ? fileName : undefined}>
      <File size={22} aria-hidden="true" />
      <span>
        <span className="post-file-name">{fileName}</span>{' '}
        <span className="post-file-facts">{[type, fileSize(size, locale)].filter(Boolean).join(', ')}</span>
      </span>
    </a>
  );
}

function Thumbnail({ file }: { file: LiveAttachment }): ReactNode {
  const { alt, fileName, height, url, width } = file;
  return (
    <a href={url} className="post-file-picture" target="_blank" rel="noreferrer">
      <img
        src={url}
        alt={alt || fileName}
        loading="lazy"
        decoding="async"
        width={width ?? undefined}
        height={height ?? undefined}
      />
      <span className="visually-hidden">
        <Trans>Opens in a new tab</Trans>
      </span>
    </a>
  );
}
