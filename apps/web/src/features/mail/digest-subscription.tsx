import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ChangeMailSubscriptionDocument } from '../../gql/graphql.js';
import type { MailSubscriptionPartsFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { AllSettings } from './all-settings.js';

interface DigestSubscriptionProps {
  token: string;
  subscription: MailSubscriptionPartsFragment;
  onChanged: (subscription: MailSubscriptionPartsFragment) => void;
}

/** The digest as a whole: one button stops it and lets it come again. */
export function DigestSubscription({ token, subscription, onChanged }: DigestSubscriptionProps): ReactNode {
  const { t } = useLingui();
  const change = useAction(ChangeMailSubscriptionDocument);
  const [byMe, setByMe] = useState(false);
  const stopped = subscription.digestStopped ?? false;
  return (
    <>
      <h1>
        <Trans>Your digest</Trans>
      </h1>
      {stopped ? (
        <Notice kind="good" role="status">
          <Trans>Stopped: no digest comes any more, from any community.</Trans>
        </Notice>
      ) : (
        <p>
          <Trans>
            One mail with what is new in all your communities that are set to Daily or Weekly. The button stops it for
            all of them.
          </Trans>
        </p>
      )}
      <div>
        <Button
          look={stopped ? 'plain' : 'primary'}
          busy={change.busy}
          onClick={async () => {
            const data = await change.run({ input: { token, digestStopped: !stopped } });
            if (!data) return;
            setByMe(true);
            onChanged(data.changeMailSubscription);
          }}
        >
          {stopped ? byMe ? <Trans>Undo</Trans> : <Trans>Let it come again</Trans> : <Trans>Stop the digest</Trans>}
        </Button>
      </div>
      <ProblemNotice problem={change.problem} />
      <AllSettings>{t`Communities that are set to Every message or Mentions only still send their mail.`}</AllSettings>
    </>
  );
}
