import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LinkButton } from '../../components/button.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { MailSubscriptionDocument } from '../../gql/graphql.js';
import type { Language, MailSubscriptionPartsFragment } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { activateLocale, localeOf } from '../../lib/i18n/locale.js';
import { CommunitySubscription } from './community-subscription.js';
import { DigestSubscription } from './digest-subscription.js';
import { useKeptPrivate } from './use-kept-private.js';

/** `/unsubscribe/:token`, from the foot of a mail: what it is about and the way to stop it. Looking changes nothing. */
export function UnsubscribePage(): ReactNode {
  const { t } = useLingui();
  const { token } = useParams({ from: '/unsubscribe/$token' });
  useKeptPrivate();
  return (
    <Page title={t`E-mail`} width="narrow">
      <Subscription key={token} token={token} />
    </Page>
  );
}

/**
 * Turns the page of a visitor to the language of the mail that it was opened from, once: what is chosen here after that
 * stays. False until then, so that nobody sees one language become the other. An account that is signed in has its own.
 */
function useLanguageOfMail(language: Language | undefined): boolean {
  const { known, me } = useViewer();
  const [turned, setTurned] = useState(false);
  const isVisitor = known && !me;
  useEffect(() => {
    if (!language || !isVisitor || turned) return;
    const turn = async (): Promise<void> => {
      // Words that do not arrive must not keep the button from anybody.
      await activateLocale(localeOf(language)).catch(() => undefined);
      setTurned(true);
    };
    void turn();
  }, [language, isVisitor, turned]);
  return turned || me !== null;
}

function Subscription({ token }: { token: string }): ReactNode {
  const { t } = useLingui();
  const [{ data, error }, refetch] = useQuery({
    query: MailSubscriptionDocument,
    variables: { token },
    requestPolicy: 'network-only',
  });
  // What was changed here counts; the query tells how it was when the page was opened.
  const [changed, setChanged] = useState<MailSubscriptionPartsFragment | null>(null);
  const problem = problemOf(error);
  const subscription = changed ?? data?.mailSubscription;
  const turned = useLanguageOfMail(subscription?.language);
  if (subscription && turned) {
    return subscription.digestStopped === null || subscription.digestStopped === undefined ? (
      <CommunitySubscription token={token} subscription={subscription} onChanged={setChanged} />
    ) : (
      <DigestSubscription token={token} subscription={subscription} onChanged={setChanged} />
    );
  }
  if (problem && (problem.code === 'NOT_FOUND' || problem.code === 'BAD_USER_INPUT')) return <UnknownToken />;
  return (
    <>
      <h1 className={problem ? undefined : 'visually-hidden'}>
        <Trans>E-mail</Trans>
      </h1>
      {problem ? (
        <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      ) : (
        <Skeleton label={t`Loading the settings`} heights={[44, 60, 44]} />
      )}
    </>
  );
}

function UnknownToken(): ReactNode {
  return (
    <>
      <h1>
        <Trans>This link does not work any more</Trans>
      </h1>
      <p>
        <Trans>
          It may have been cut short on its way, or you are no longer a member of the community that the mail came from.
          Once signed in, you find all your e-mail settings in one place.
        </Trans>
      </p>
      <div>
        <LinkButton to="/settings/mail" look="primary">
          <Trans>Your e-mail settings</Trans>
        </LinkButton>
      </div>
      <p>
        <Link to="/">
          <Trans>Go to the home page</Trans>
        </Link>
      </p>
    </>
  );
}
