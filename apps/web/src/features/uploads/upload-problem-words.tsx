import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { extensionOf, FILE_TYPES } from '#contracts';
import { ProblemWords } from '../../components/problem.js';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import type { UploadProblem } from './upload-problem.js';

interface WordsProps {
  problem: UploadProblem;
  /** The file's name: what to do instead depends on what it is. */
  name: string;
  /** The most that one file may have, where it is known. */
  fileBytes?: number | undefined;
}

/** What stands in the way of an upload, and what to do about it. */
export function UploadProblemWords({ problem, name, fileBytes }: WordsProps): ReactNode {
  const { locale } = useLocale();
  const { fault, sentence } = problem;
  switch (fault) {
    case 'type':
      return <TypeWords extension={extensionOf(name)} />;
    case 'empty':
      return <Trans>This file is empty.</Trans>;
    case 'size': {
      if (!fileBytes) return <Trans>This file is too large.</Trans>;
      const most = fileSize(fileBytes, locale);
      return <Trans>This file is larger than {most}, the most that one file may have.</Trans>;
    }
    case 'name':
      return <Trans>A file with this name cannot be taken. Rename it, then choose it again.</Trans>;
    case 'archive':
      return <Trans>This archive cannot be taken: it is encrypted, damaged, or holds far more than it seems to.</Trans>;
    case 'picture':
      return <Trans>This picture cannot be read, or it is too large. Save it anew in a smaller size.</Trans>;
    case 'infected':
      return <Trans>The virus scanner found something harmful in this file. Nothing of it was kept.</Trans>;
    case 'checksum':
      return <Trans>The file did not arrive as it was sent. Please try again.</Trans>;
    case 'quota':
      return <Trans>There is not enough room left for it among the files of this community.</Trans>;
    case 'room':
      return <Trans>The site has no room for more files at the moment. Please try again later.</Trans>;
    case 'reading':
      return <Trans>The file cannot be read any more. If it was moved or changed, choose it again.</Trans>;
    case 'BAD_USER_INPUT':
      // The library takes it, a post does not: there it would tell where it was taken.
      if (extensionOf(name) === 'heic') return <SaveAsPicture />;
      return (
        <>
          <Trans>The site cannot take this file.</Trans> {sentence && locale === 'en' ? sentence : null}
        </>
      );
    default:
      return (
        <ProblemWords
          problem={{
            code: fault,
            fields: {},
            ...(problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }),
          }}
        />
      );
  }
}

function SaveAsPicture(): ReactNode {
  return <Trans>Files of this kind cannot be taken. Save it as “.png”, “.jpg” or “.pdf”.</Trans>;
}

function TypeWords({ extension }: { extension: string }): ReactNode {
  if (FILE_TYPES[extension]) {
    return (
      <Trans>
        What is in this file is not what “.{extension}” in its name says. Save it anew from the program it comes from.
      </Trans>
    );
  }
  switch (extension) {
    case '':
      return <Trans>The name of this file has no ending that says what it is, such as “.pdf”.</Trans>;
    case 'doc':
    case 'docm':
    case 'dot':
    case 'rtf':
    case 'pages':
      return <Trans>Files of this kind cannot be taken. Save it as “.docx”, “.odt” or “.pdf”.</Trans>;
    case 'xls':
    case 'xlsm':
    case 'numbers':
      return <Trans>Files of this kind cannot be taken. Save it as “.xlsx”, “.ods” or “.csv”.</Trans>;
    case 'ppt':
    case 'pptm':
    case 'pps':
    case 'key':
      return <Trans>Files of this kind cannot be taken. Save it as “.pptx”, “.odp” or “.pdf”.</Trans>;
    case 'svg':
    case 'tif':
    case 'tiff':
    case 'bmp':
    case 'psd':
    case 'ai':
      return <SaveAsPicture />;
    default:
      return <Trans>Files of this kind cannot be taken. Documents, pictures, audio, video and ZIP archives can.</Trans>;
  }
}
