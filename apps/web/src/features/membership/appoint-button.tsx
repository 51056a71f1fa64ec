import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { ConfirmDialog } from '../../components/confirm-dialog.js';
import { AppointFacilitatorDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

interface AppointButtonProps {
  slug: string;
  person: { id: string; name: string };
}

/** Staff make a member a facilitator; asks first, since the person is told at once and reads what is private. */
export function AppointButton({ slug, person }: AppointButtonProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const appoint = useAction(AppointFacilitatorDocument);
  const [asking, setAsking] = useState(false);
  const { id, name } = person;
  const close = (): void => {
    appoint.clear();
    setAsking(false);
  };
  return (
    <>
      <Button small aria-label={t`Make facilitator: ${name}`} onClick={() => setAsking(true)}>
        <Trans>Make facilitator…</Trans>
      </Button>
      {asking ? (
        <ConfirmDialog
          title={<Trans>Make {name} a facilitator?</Trans>}
          confirm={<Trans>Make facilitator</Trans>}
          look="primary"
          busy={appoint.busy}
          problem={appoint.problem}
          onConfirm={async () => {
            if (!(await appoint.run({ slug, accountId: id, language }))) return;
            close();
            announce(t`${name} is a facilitator now.`);
          }}
          onClose={close}
        >
          <Trans>
            Facilitators decide applications and read their private answers, invite and remove members, and keep order.
          </Trans>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
