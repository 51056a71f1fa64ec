import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Chip } from '../../components/chip.js';
import { ConfirmDialog } from '../../components/confirm-dialog.js';
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
          <Trans>Expired</Trans>
        </Chip>
      );
  }
}

interface TakeBackProps {
  invitation: Pick<InvitationRowFragment, 'id' | 'email'>;
  onClose: () => void;
}

/** Asks first: the link that was sent never works again. */
function TakeBackDialog({ invitation: { id, email }, onClose }: TakeBackProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const revoke = useAction(RevokeInvitationDocument);
  return (
    <ConfirmDialog
      title={<Trans>Take back the invitation to {email}?</Trans>}
      keep={<Trans>Keep it</Trans>}
      confirm={<Trans>Take back</Trans>}
      busy={revoke.busy}
      problem={revoke.problem}
      onConfirm={async () => {
        if (!(await revoke.run({ invitationId: id }))) return;
        onClose();
        announce(t`The invitation to ${email} is taken back.`);
      }}
      onClose={onClose}
    >
      <Trans>
        The link in the e-mail stops working for good, and nobody is told. You can send a new invitation later.
      </Trans>
    </ConfirmDialog>
  );
}

/** One invitation: to whom, by whom, how it stands, and what can still be done with it. */
export function InvitationRow({ invitation }: { invitation: InvitationRowFragment }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const announce = useAnnounce();
  const resend = useAction(ResendInvitationDocument);
  const [asking, setAsking] = useState(false);
  const { id, email, status, sentAt, expiresAt, invitedBy } = invitation;
  const until = shortDate(expiresAt, locale, timeZone);
  const open = status === 'WAITING' || status === 'EXPIRED';
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
              <Trans>Valid until {until}</Trans>
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
              if (await resend.run({ invitationId: id })) announce(t`The invitation to ${email} is sent again.`);
            }}
          >
            <Trans>Send again</Trans>
          </Button>
          {status === 'WAITING' ? (
            <Button
              small
              aria-label={t`Take back the invitation to ${email}`}
              onClick={() => {
                resend.clear();
                setAsking(true);
              }}
            >
              <Trans>Take back…</Trans>
            </Button>
          ) : null}
        </div>
      ) : null}
      <ProblemNotice problem={resend.problem} />
      {asking ? <TakeBackDialog invitation={invitation} onClose={() => setAsking(false)} /> : null}
    </li>
  );
}
