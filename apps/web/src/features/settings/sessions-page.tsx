import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Chip } from '../../components/chip.js';
import { ConfirmDialog } from '../../components/confirm-dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { Time } from '../../components/time.js';
import { RevokeSessionDocument, SessionsDocument } from '../../gql/graphql.js';
import type { SessionsQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import styles from './settings.module.css';
import { describeUserAgent } from './user-agent.js';

type Session = SessionsQuery['sessions'][number];

/** Asks first: two rows may look alike, and only the password opens the way back. */
function SignOutDialog({ session, onClose }: { session: Session; onClose: () => void }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const revoke = useAction(RevokeSessionDocument);
  const device = describeUserAgent(session.userAgent);
  return (
    <ConfirmDialog
      title={<Trans>Sign out {device}?</Trans>}
      confirm={<Trans>Sign out</Trans>}
      busy={revoke.busy}
      problem={revoke.problem}
      onConfirm={async () => {
        if (!(await revoke.run({ sessionId: session.id }))) return;
        onClose();
        announce(t`Signed out there.`);
      }}
      onClose={onClose}
    >
      <Trans>
        Last used <Time at={session.lastSeenAt} />. It is signed out at once, and only the password signs it in again.
      </Trans>
    </ConfirmDialog>
  );
}

function Sessions(): ReactNode {
  const { t } = useLingui();
  const [{ data, error }, refetch] = useQuery({ query: SessionsDocument });
  const [asking, setAsking] = useState<Session | null>(null);
  const problem = problemOf(error);
  if (!data) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the list`} heights={[78, 78]} />;
  }
  return (
    <>
      <ul className={styles.rows}>
        {data.sessions.map((session) => {
          const device = describeUserAgent(session.userAgent);
          return (
            <li key={session.id} className={styles.row}>
              <div className={styles.rowBody}>
                <strong>{device}</strong>
                <p className={styles.muted}>
                  <Trans>
                    Signed in <Time at={session.createdAt} />, last used <Time at={session.lastSeenAt} />
                  </Trans>
                </p>
              </div>
              {session.current ? (
                <Chip tone="good">
                  <Trans>This device</Trans>
                </Chip>
              ) : (
                <Button small aria-label={t`Sign out ${device}`} onClick={() => setAsking(session)}>
                  <Trans>Sign out…</Trans>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {asking ? (
        <SignOutDialog
          key={asking.id}
          session={asking}
          onClose={() => setAsking((present) => (present === asking ? null : present))}
        />
      ) : null}
    </>
  );
}

/** `/settings/sessions` */
export function SessionsPage(): ReactNode {
  return (
    <>
      <h2>
        <Trans>Where you are signed in</Trans>
      </h2>
      <p>
        <Trans>If you do not recognize one of these, sign it out and change your password.</Trans>
      </p>
      <Sessions />
    </>
  );
}
