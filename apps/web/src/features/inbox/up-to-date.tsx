import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { MailSettingsDocument } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useNow } from '../../lib/use-now.js';
import { comingTime } from '../mail/digest-time.js';
import styles from './inbox.module.css';

/** Said where nothing is unread, with the time at which a digest comes next. */
export function UpToDate({ children }: { children?: ReactNode }): ReactNode {
  const { locale } = useLocale();
  const now = useNow();
  const [{ data }] = useQuery({ query: MailSettingsDocument });
  const { nextDigestAt, timeZone = 'UTC' } = data?.mailSettings ?? {};
  const { day, time } = nextDigestAt ? comingTime(nextDigestAt, locale, timeZone, now) : {};
  return (
    <p className={styles.upToDate}>
      {children ?? <Trans>You are up to date.</Trans>}{' '}
      {day ? (
        <Trans>
          Next digest: {day}, {time}
        </Trans>
      ) : null}
    </p>
  );
}
