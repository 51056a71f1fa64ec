import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { Time } from '../../components/time.js';
import { AccessTokensDocument, RevokeAccessTokenDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { shortDate } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { NewTokenForm } from './new-token-form.js';
import { NewToken } from './new-token.js';
import styles from './settings.module.css';

interface RevokeProps {
  token: { id: string; name: string };
  onClose: () => void;
}

/** Asks first: nobody sees from here which script stops. */
function RevokeDialog({ token: { id, name }, onClose }: RevokeProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const revoke = useAction(RevokeAccessTokenDocument);
  return (
    <Dialog
      title={<Trans>Revoke {name}?</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <Trans>Keep it</Trans>
          </Button>
          <Button
            look="danger"
            busy={revoke.busy}
            onClick={async () => {
              if (!(await revoke.run({ tokenId: id }))) return;
              onClose();
              announce(t`The token ${name} does not work any more.`);
            }}
          >
            <Trans>Revoke</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>Scripts that use it stop working at once, and it cannot be brought back.</Trans>
      </p>
      <ProblemNotice problem={revoke.problem} />
    </Dialog>
  );
}

function TokenList(): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const [{ data, error }, refetch] = useQuery({ query: AccessTokensDocument });
  const [revoking, setRevoking] = useState<{ id: string; name: string } | null>(null);
  const problem = problemOf(error);
  if (!data) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the list`} heights={[78]} />;
  }
  if (data.accessTokens.length === 0) {
    return (
      <Empty>
        <p>
          <Trans>Your tokens will appear here. You need one only for scripts, for example to export discussions.</Trans>
        </p>
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        {data.accessTokens.map(({ id, name, expiresAt, lastUsedAt }) => {
          const until = shortDate(expiresAt, locale, timeZone);
          return (
            <li key={id} className={styles.row}>
              <div className={styles.rowBody}>
                <strong>{name}</strong>
                <p className={styles.muted}>
                  <Trans>Valid until {until}</Trans>
                  {' · '}
                  {lastUsedAt ? (
                    <Trans>
                      Last used <Time at={lastUsedAt} />
                    </Trans>
                  ) : (
                    <Trans>Never used</Trans>
                  )}
                </p>
              </div>
              <Button small aria-label={t`Revoke ${name}`} onClick={() => setRevoking({ id, name })}>
                <Trans>Revoke</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
      {revoking ? <RevokeDialog token={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}

/** `/settings/tokens` */
export function TokensPage(): ReactNode {
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      <h2>
        <Trans>Access tokens</Trans>
      </h2>
      <p>
        <Trans>
          A token lets a script act as you through the programming interface, without your password. It can neither make
          other tokens nor change your password or your address.
        </Trans>
      </p>
      {token ? <NewToken token={token} onDone={() => setToken(null)} /> : <NewTokenForm onCreated={setToken} />}
      <TokenList />
    </>
  );
}
