import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Chip } from '../../components/chip.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { Time } from '../../components/time.js';
import { RevokeSessionDocument, SessionsDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import styles from './settings.module.css';
import { describeUserAgent } from './user-agent.js';

function Sessions(): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const [{ data, error }, refetch] = useQuery({ query: SessionsDocument });
  const revoke = useAction(RevokeSessionDocument);
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
                <Button
                  small
                  busy={revoke.busy}
                  aria-label={t`Sign out ${device}`}
                  onClick={async () => {
                    if (await revoke.run({ sessionId: session.id })) announce(t`Signed out there.`);
                  }}
                >
                  <Trans>Sign out</Trans>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <ProblemNotice problem={revoke.problem} />
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
        <Trans>If you do not know one of these, sign it out and change your password.</Trans>
      </p>
      <Sessions />
    </>
  );
}
