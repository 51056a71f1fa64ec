import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { AdminLiftSuspensionDocument } from '../../../gql/graphql.js';
import type { AdminAccountFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';

/** Lets somebody in again before the day; asks first, since a letter goes out with it. */
export function LiftSuspension({ account }: { account: AdminAccountFragment }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const lift = useAction(AdminLiftSuspensionDocument);
  const [asking, setAsking] = useState(false);
  const { name } = account.person;
  const close = (): void => {
    lift.clear();
    setAsking(false);
  };
  return (
    <>
      <Button small aria-label={t`Lift the suspension of ${name}`} onClick={() => setAsking(true)}>
        <Trans>Lift the suspension…</Trans>
      </Button>
      {asking ? (
        <ConfirmDialog
          title={<Trans>Lift the suspension of {name}?</Trans>}
          keep={<Trans>Keep it</Trans>}
          confirm={<Trans>Lift the suspension</Trans>}
          look="primary"
          busy={lift.busy}
          problem={lift.problem}
          onConfirm={async () => {
            if (!(await lift.run({ accountId: account.id }))) return;
            close();
            announce(t`${name} may sign in again.`);
          }}
          onClose={close}
        >
          <Trans>
            An e-mail tells {name} at once. The last day and the reason are forgotten here: suspending again asks for
            new ones.
          </Trans>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
