import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { Chip } from '../../../components/chip.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminEndAffiliationDocument, AdminLiftSuspensionDocument } from '../../../gql/graphql.js';
import type { AdminAccountFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { lastDay, shortDate } from '../../../lib/i18n/format.js';
import { useTimeZone } from '../../../lib/i18n/time-zone.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { Period } from '../period.js';
import { AffiliateDialog } from './affiliate-dialog.js';
import { SuspendDialog } from './suspend-dialog.js';

interface AffiliationProps {
  account: AdminAccountFragment;
  affiliation: AdminAccountFragment['affiliations'][number];
}

function AffiliationLine({ account, affiliation }: AffiliationProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const end = useAction(AdminEndAffiliationDocument);
  const { name } = account.person;
  const { institution, source, from, until } = affiliation;
  const institutionName = institution.name;
  return (
    <li className={styles.line}>
      <span>
        {institutionName}
        {' · '}
        {source === 'ADDRESS' ? <Trans>by the address</Trans> : <Period from={from} until={until} />}
      </span>
      {source === 'STAFF' ? (
        <Button
          small
          look="quiet"
          busy={end.busy}
          aria-label={t`End: ${name} at ${institutionName}`}
          onClick={async () => {
            if (await end.run({ accountId: account.id, institutionId: institution.id })) {
              announce(t`${name} is not of ${institutionName} any more.`);
            }
          }}
        >
          <Trans>End</Trans>
        </Button>
      ) : null}
      <ProblemNotice problem={end.problem} />
    </li>
  );
}

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
  const announce = useAnnounce();
  const lift = useAction(AdminLiftSuspensionDocument);
  const [open, setOpen] = useState<'suspend' | 'affiliate' | null>(null);
  const { id, person, emailVerified, isStaff, createdAt, suspendedUntil, affiliations } = account;
  const { name } = person;
  const since = shortDate(createdAt, locale, timeZone);
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <strong>{name}</strong>
        <p className={styles.muted}>
          <Trans>Signed up {since}</Trans>
        </p>
        {affiliations.length > 0 ? (
          <ul>
            {affiliations.map((affiliation) => (
              <AffiliationLine
                key={`${affiliation.institution.id} ${affiliation.source}`}
                account={account}
                affiliation={affiliation}
              />
            ))}
          </ul>
        ) : null}
        <Suspension account={account} />
        <ProblemNotice problem={lift.problem} />
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
          <Button
            small
            busy={lift.busy}
            aria-label={t`Lift the suspension of ${name}`}
            onClick={async () => {
              if (await lift.run({ accountId: id })) announce(t`${name} may sign in again.`);
            }}
          >
            <Trans>Lift the suspension</Trans>
          </Button>
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
