import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { formatNumber } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import styles from './resource.module.css';
import { SHOWN_ROWS, tablePart } from './table-part.js';
import { textHeights } from './text-heights.js';
import { textPart } from './text-parts.js';
import type { TextPart } from './text-parts.js';
import { useFileBytes } from './use-file-bytes.js';

interface TextPreviewProps {
  file: { url: string; size: number; fileName: string };
  /** The file is a table: its cells are shown as such. */
  table: boolean;
}

/** The beginning of a text, or of a table as one. What stands in it is only ever text here. */
export function TextPreview({ file, table }: TextPreviewProps): ReactNode {
  const { t } = useLingui();
  const { bytes, problem, retry } = useFileBytes(file.url);
  const part = useMemo(() => (bytes ? textPart(bytes, file.size) : null), [bytes, file.size]);
  if (problem) {
    return (
      <ProblemNotice problem={problem} onRetry={retry}>
        <Trans>The preview could not be loaded. The file can still be downloaded.</Trans>
      </ProblemNotice>
    );
  }
  if (!part) return <Skeleton label={t`Loading the preview`} heights={textHeights(file.size, table)} />;
  if (part.text.trim() === '') {
    return (
      <p className={styles.muted}>
        <Trans>There is no text in this file.</Trans>
      </p>
    );
  }
  return table ? <Cells part={part} name={file.fileName} /> : <Lines part={part} name={file.fileName} />;
}

function Lines({ part, name }: { part: TextPart; name: string }): ReactNode {
  const { t } = useLingui();
  return (
    <>
      <section
        className={styles.text}
        // It scrolls, and has nothing in it to focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the only way to scroll it by keyboard
        tabIndex={0}
        aria-label={t`Text of ${name}`}
      >
        {part.text}
      </section>
      {part.cut ? (
        <p className={styles.muted}>
          <Trans>This is the beginning of the text. Download the file to read all of it.</Trans>
        </p>
      ) : null}
    </>
  );
}

function Cells({ part, name }: { part: TextPart; name: string }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const { head, rows, cut } = useMemo(() => tablePart(part), [part]);
  const most = formatNumber(Math.min(SHOWN_ROWS, rows.length), locale);
  return (
    <>
      <section
        className={styles.table}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the only way to scroll it by keyboard
        tabIndex={0}
        aria-label={t`Table of ${name}`}
      >
        <table>
          <thead>
            <tr>
              {head.map((cell, column) => (
                // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
                <th key={column} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows have no identity but their place
              <tr key={line}>
                {row.map((cell, column) => (
                  // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {cut ? (
        <p className={styles.muted}>
          <Trans>These are the first {most} rows. Download the file to see all of it.</Trans>
        </p>
      ) : null}
    </>
  );
}
