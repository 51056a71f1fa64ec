import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { shortDate } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

interface PeriodProps {
  /** Days such as 2026-11-22, both included; null: open on that side. */
  from: string | null | undefined;
  until: string | null | undefined;
}

/** "from Nov 22", "Jan 1, 2025 to Dec 31, 2025": days as they stand in the records, whatever the reader's zone. */
export function Period({ from, until }: PeriodProps): ReactNode {
  const { locale } = useLocale();
  const first = from ? shortDate(from, locale, 'UTC') : '';
  const last = until ? shortDate(until, locale, 'UTC') : '';
  if (from && until) {
    return (
      <Trans>
        {first} to {last}
      </Trans>
    );
  }
  if (from) return <Trans>since {first}</Trans>;
  if (until) return <Trans>until {last}</Trans>;
  return null;
}
