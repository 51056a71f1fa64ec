import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { InvitationOfferDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useFragmentToken } from '../../lib/use-fragment-token.js';
import { AcceptInvitation } from './accept-invitation.js';
import { InvitationHead } from './invitation-head.js';
import { NewHere } from './new-here.js';

/** `/invitation#token=`: what the invitation is to, and the one step in. */
export function InvitationPage(): ReactNode {
  const { t } = useLingui();
  const { token, forget } = useFragmentToken('invitation');
  if (token) return <Offer key={token} token={token} forget={forget} />;
  return (
    <Page title={t`Invitation`} width="narrow">
      <h1>
        <Trans>Invitation</Trans>
      </h1>
      <Notice kind="info">
        <Trans>Open the link in the e-mail again: only it says which invitation is meant.</Trans>
      </Notice>
    </Page>
  );
}

function Offer({ token, forget }: { token: string; forget: () => void }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const { known, me } = useViewer();
  const { check } = useSessionCache();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [dead, setDead] = useState(false);
  const [{ data, error }, refetch] = useQuery({ query: InvitationOfferDocument, variables: { token, language } });
  const problem = problemOf(error);
  const offer = data?.invitation;
  const title = offer ? offer.community.name : t`Invitation`;
  const unusable = dead || problem?.code === 'BAD_USER_INPUT' || problem?.code === 'NOT_FOUND';
  useEffect(() => {
    if (unusable) forget();
  }, [unusable, forget]);
  if (unusable) {
    return (
      <Page title={t`Invitation`} width="narrow">
        <h1>
          <Trans>Invitation</Trans>
        </h1>
        <DeadLink />
      </Page>
    );
  }
  const come = async (slug: string, name: string): Promise<void> => {
    forget();
    announce(t`You have joined ${name}.`);
    // The link has proved the address as well: what is known of the account may have changed.
    void check();
    await navigate({ to: '/c/$slug', params: { slug }, replace: true });
  };
  return (
    <Page title={title} width="narrow">
      {offer && known ? (
        <>
          <InvitationHead offer={offer} />
          {me ? (
            <AcceptInvitation token={token} offer={offer} me={me} onDead={() => setDead(true)} onJoined={come} />
          ) : (
            <NewHere token={token} offer={offer} onDead={() => setDead(true)} onJoined={come} />
          )}
        </>
      ) : (
        <>
          <h1>
            <Trans>Invitation</Trans>
          </h1>
          {problem ? (
            <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
          ) : (
            <Skeleton label={t`Loading the invitation`} heights={[60, 90, 70, 70]} />
          )}
        </>
      )}
    </Page>
  );
}

/** The one answer for a link that was used, replaced, taken back, has run out, or never was. */
function DeadLink(): ReactNode {
  const { me } = useViewer();
  return (
    <>
      <Notice kind="warn" role="alert">
        <Trans>
          This invitation does not work any more: it was used or taken back, or it is too old. Ask whoever invited you
          for a new one.
        </Trans>
      </Notice>
      <p>
        {me ? (
          <Trans>If you have accepted it already, you find the community among yours.</Trans>
        ) : (
          <Trans>If you have accepted it already, sign in; you find the community among yours.</Trans>
        )}
      </p>
      <div>
        {me ? (
          <LinkButton to="/" look="primary">
            <Trans>My communities</Trans>
          </LinkButton>
        ) : (
          <LinkButton to="/sign-in" look="primary">
            <Trans>Sign in</Trans>
          </LinkButton>
        )}
      </div>
    </>
  );
}
