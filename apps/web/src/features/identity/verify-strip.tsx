import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { ProblemWords } from '../../components/problem.js';
import { ResendVerificationDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';

/** Reminds an account that has not confirmed its address what that is needed for, and sends the link again. */
export function VerifyStrip({ className }: { className: string | undefined }): ReactNode {
  const { t } = useLingui();
  const { me } = useViewer();
  const resend = useAction(ResendVerificationDocument);
  const [sent, setSent] = useState(false);
  if (!me || me.emailVerified) return null;
  const { email } = me;
  return (
    <section className={className} aria-label={t`Confirm your address`}>
      <Trans>
        Confirm your address: we sent a link to <strong>{email}</strong>. Until then you can read what is public.
      </Trans>{' '}
      {sent ? (
        <span role="status">
          <Trans>Sent again.</Trans>
        </span>
      ) : (
        <Button
          small
          busy={resend.busy}
          onClick={async () => {
            if (await resend.run({})) setSent(true);
          }}
        >
          <Trans>Send again</Trans>
        </Button>
      )}
      {resend.problem ? (
        <p role="alert">
          <ProblemWords problem={resend.problem} />
        </p>
      ) : null}
    </section>
  );
}
