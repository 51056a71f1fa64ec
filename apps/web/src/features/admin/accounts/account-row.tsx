import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.js';
import { Chip } from '../../../components/chip.js';
import type { AdminAccountFragment } from '../../../gql/graphql.js';
import { lastDay, shortDate } from '../../../lib/i18n/format.js';
import { useTimeZone } from '../../../lib/i18n/time-zone.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { AffiliateDialog } from './affiliate-dialog.js';
import { AffiliationLines } from './affiliation-lines.js';
import { LiftSuspension } from './lift-suspension.js';
import { SuspendDialog } from './suspend-dialog.js';

function Suspension({ account }: { account: AdminAccountFragment }): ReactNode {
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const { suspendedUntil, suspensionReason } = account;
  if (!suspendedUntil) return null;
  const day = lastDay(suspendedUntil, locale, timeZone);
  const reason = suspensionReason ?? '';
  return (
    <p>
      <Trans>
        Suspended until the end of {day}. Reason: {reason}
      </Trans>
    </p>
  );
}

/** An account with what administrators may know of it and do about it. */
export function AccountRow({ account }: { account: AdminAccountFragment }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const [open, setOpen] = useState<'suspend' | 'affiliate' | null>(null);
  const { person, emailVerified, isStaff, createdAt, suspendedUntil } = account;
  const { name } = person;
  const since = shortDate(createdAt, locale, timeZone);
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <strong>{name}</strong>
        <p className={styles.muted}>
          <Trans>Signed up {since}</Trans>
        </p>
        <AffiliationLines account={account} />
        <Suspension account={account} />
      </div>
      <span className={styles.chips}>
        {isStaff ? (
          <Chip tone="accent">
            <Trans>Administrator</Trans>
          </Chip>
        ) : null}
        {emailVerified ? null : (
          <Chip>
            <Trans>Address not confirmed</Trans>
          </Chip>
        )}
        {suspendedUntil ? (
          <Chip tone="warm">
            <Trans>Suspended</Trans>
          </Chip>
        ) : null}
      </span>
      <span className={styles.buttons}>
        <Button small aria-label={t`Affiliate ${name} with an institution`} onClick={() => setOpen('affiliate')}>
          <Trans>Affiliate…</Trans>
        </Button>
        {suspendedUntil ? (
          <LiftSuspension account={account} />
        ) : isStaff ? null : (
          <Button small aria-label={t`Suspend ${name}`} onClick={() => setOpen('suspend')}>
            <Trans>Suspend…</Trans>
          </Button>
        )}
      </span>
      {open === 'suspend' ? <SuspendDialog account={account} onClose={() => setOpen(null)} /> : null}
      {open === 'affiliate' ? <AffiliateDialog account={account} onClose={() => setOpen(null)} /> : null}
    </li>
  );
}
