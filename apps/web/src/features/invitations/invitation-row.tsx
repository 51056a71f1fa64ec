import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Chip } from '../../components/chip.js';
import { ProblemNotice } from '../../components/problem.js';
import { Time } from '../../components/time.js';
import { ResendInvitationDocument, RevokeInvitationDocument } from '../../gql/graphql.js';
import type { InvitationRowFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { shortDate } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { PersonName } from '../membership/person-name.js';
import styles from './invitations.module.css';

function StatusChip({ status }: Pick<InvitationRowFragment, 'status'>): ReactNode {
  switch (status) {
    case 'WAITING':
      return (
        <Chip tone="accent">
          <Trans>Sent</Trans>
        </Chip>
      );
    case 'ACCEPTED':
      return (
        <Chip tone="good">
          <Trans>Accepted</Trans>
        </Chip>
      );
    case 'REVOKED':
      return (
        <Chip>
          <Trans>Taken back</Trans>
        </Chip>
      );
    case 'EXPIRED':
      return (
        <Chip tone="warm">
          <Trans>Has run out</Trans>
        </Chip>
      );
  }
}

/** One invitation: to whom, by whom, how it stands, and what can still be done with it. */
export function InvitationRow({ invitation }: { invitation: InvitationRowFragment }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const announce = useAnnounce();
  const resend = useAction(ResendInvitationDocument);
  const revoke = useAction(RevokeInvitationDocument);
  const { id, email, status, sentAt, expiresAt, invitedBy } = invitation;
  const until = shortDate(expiresAt, locale, timeZone);
  const open = status === 'WAITING' || status === 'EXPIRED';
  const problem = resend.problem ?? revoke.problem;
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <strong>{email}</strong>
        <p className={styles.muted}>
          <Trans>
            Sent by <PersonName person={invitedBy} />, <Time at={sentAt} />
          </Trans>
          {status === 'WAITING' ? (
            <>
              {' · '}
              <Trans>Works until {until}</Trans>
            </>
          ) : null}
        </p>
      </div>
      <StatusChip status={status} />
      {open ? (
        <div className={styles.rowActions}>
          <Button
            small
            busy={resend.busy}
            aria-label={t`Send again: the invitation to ${email}`}
            onClick={async () => {
              revoke.clear();
              if (await resend.run({ invitationId: id })) announce(t`The invitation to ${email} is sent again.`);
            }}
          >
            <Trans>Send again</Trans>
          </Button>
          {status === 'WAITING' ? (
            <Button
              small
              busy={revoke.busy}
              aria-label={t`Take back the invitation to ${email}`}
              onClick={async () => {
                resend.clear();
                if (await revoke.run({ invitationId: id })) announce(t`The invitation to ${email} is taken back.`);
              }}
            >
              <Trans>Take back</Trans>
            </Button>
          ) : null}
        </div>
      ) : null}
      <ProblemNotice problem={problem} />
    </li>
  );
}
