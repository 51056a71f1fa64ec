import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Notice } from '../../../components/notice.js';
import { formatNumber } from '../../../lib/i18n/format.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import type { FileFault } from './read-roster.js';

/** What {@link FileFault} says, or that the file could not be opened at all. */
export type UnreadableFile = FileFault | { fault: 'unread' };

function Words({ fault }: { fault: UnreadableFile }): ReactNode {
  const { locale } = useLocale();
  switch (fault.fault) {
    case 'unread':
      return <Trans>The file could not be read. Choose it once more.</Trans>;
    case 'too-large':
      return (
        <Trans>
          This file is larger than 5 MB, so it is hardly a list of addresses. Check that it is the right one.
        </Trans>
      );
    case 'workbook':
      return (
        <Trans>This is a workbook. Open it in its program and save the sheet as CSV; then choose that file.</Trans>
      );
    case 'binary':
      return <Trans>This is no text. Save the list as CSV, best in UTF-8; then choose that file.</Trans>;
    case 'nothing':
      return <Trans>There is nothing in this file.</Trans>;
    case 'quotes': {
      const row = formatNumber(fault.row, locale);
      return (
        <Trans>
          In row {row} a quotation mark is opened and not closed as it should be, so the rows after it cannot be told
          apart. Fix that row, then choose the file again.
        </Trans>
      );
    }
    case 'too-many': {
      const rows = formatNumber(fault.rows, locale);
      return <Trans>This file has {rows} rows; that is more than any roster. Check that it is the right one.</Trans>;
    }
  }
}

/** Why a file as a whole is not used, and what to do about it. */
export function FileFaultNotice({ fault }: { fault: UnreadableFile }): ReactNode {
  return (
    <Notice kind="error" role="alert">
      <Words fault={fault} />
    </Notice>
  );
}
