import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { fullDate, relativeTime, shortDate } from '../lib/i18n/format.js';
import { useTimeZone } from '../lib/i18n/time-zone.js';
import { useLocale } from '../lib/i18n/use-locale.js';
import { useNow } from '../lib/use-now.js';

const minute = 60 * 1000;
const week = 7 * 24 * 3600 * 1000;

/** A moment: "just now", "3 hours ago" for a week, then the date; the whole of it in the title. */
export function Time({ at, className }: { at: string; className?: string | undefined }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const now = useNow();
  const age = now - Date.parse(at);
  return (
    <time dateTime={at} title={fullDate(at, locale, timeZone)} className={className}>
      {age < minute ? t`just now` : age < week ? relativeTime(at, locale, now) : shortDate(at, locale, timeZone)}
    </time>
  );
}
