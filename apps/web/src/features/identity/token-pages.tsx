import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { ConfirmEmailChangeDocument, VerifyEmailDocument } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useFragmentToken } from '../../lib/use-fragment-token.js';
import { Onward } from './onward.js';

interface TokenPageProps {
  title: string;
  token: string | null;
  /** The token has been used or refused. */
  forget: () => void;
  redeem: (token: string) => Promise<boolean>;
  problem: Problem | null;
  done: ReactNode;
}

/** Redeems the token once, and says how that went. */
function TokenPage({ title, token, forget, redeem, problem, done }: TokenPageProps): ReactNode {
  const { t } = useLingui();
  const { me } = useViewer();
  const [redeemed, setRedeemed] = useState(false);
  const tried = useRef<string | null>(null);
  useEffect(() => {
    if (!token || tried.current === token) return;
    tried.current = token;
    void redeem(token).then(setRedeemed);
  }, [redeem, token]);
  const refused = problem !== null && !/^(OFFLINE|UNAVAILABLE|RATE_LIMITED|INTERNAL)$/.test(problem.code);
  useEffect(() => {
    if (redeemed || refused) forget();
  }, [redeemed, refused, forget]);
  const dead = !token || refused;
  return (
    <Page title={title} width="narrow">
      <h1>{title}</h1>
      {redeemed ? (
        <>
          <Notice kind="good" role="status">
            {done}
          </Notice>
          <div>
            <Onward />
          </div>
        </>
      ) : dead ? (
        <Notice
          kind="warn"
          role="alert"
          action={
            me ? null : (
              <LinkButton to="/sign-in" small>
                <Trans>Sign in</Trans>
              </LinkButton>
            )
          }
        >
          <Trans>
            This link does not work any more: it has been used, or it is too old. Sign in to have a new one sent.
          </Trans>
        </Notice>
      ) : problem ? (
        <ProblemNotice
          problem={problem}
          onRetry={() => {
            void redeem(token).then(setRedeemed);
          }}
        />
      ) : (
        <Skeleton label={t`Checking the link`} heights={[56]} />
      )}
    </Page>
  );
}

/** `/verify#token=` */
export function VerifyPage(): ReactNode {
  const { t } = useLingui();
  const { token, forget } = useFragmentToken('verify');
  const { run, problem } = useAction(VerifyEmailDocument);
  const { renew } = useSessionCache();
  return (
    <TokenPage
      title={t`Confirm your address`}
      token={token}
      forget={forget}
      redeem={async (value) => {
        const confirmed = (await run({ token: value })) !== null;
        if (confirmed) renew();
        return confirmed;
      }}
      problem={problem}
      done={<Trans>Your address is confirmed. You can take part now.</Trans>}
    />
  );
}

/** `/confirm-email#token=` */
export function ConfirmEmailPage(): ReactNode {
  const { t } = useLingui();
  const { token, forget } = useFragmentToken('confirm-email');
  const { run, problem } = useAction(ConfirmEmailChangeDocument);
  const { renew } = useSessionCache();
  return (
    <TokenPage
      title={t`Confirm your new address`}
      token={token}
      forget={forget}
      redeem={async (value) => {
        const confirmed = (await run({ token: value })) !== null;
        if (confirmed) renew();
        return confirmed;
      }}
      problem={problem}
      done={<Trans>Your new address is confirmed. Use it the next time you sign in.</Trans>}
    />
  );
}
