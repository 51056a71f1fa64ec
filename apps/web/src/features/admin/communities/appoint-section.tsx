import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { Notice } from '../../../components/notice.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminAppointFacilitatorDocument } from '../../../gql/graphql.js';
import type { AdminAccountFragment, AdminCommunityFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { AccountFinder } from '../accounts/account-finder.js';

/** Makes somebody a facilitator of a community, also one whose members administrators do not see. */
export function AppointSection({ community }: { community: AdminCommunityFragment }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const appoint = useAction(AdminAppointFacilitatorDocument);
  const [chosen, setChosen] = useState<AdminAccountFragment['person'] | null>(null);
  const [appointed, setAppointed] = useState<string | null>(null);
  const name = chosen?.name ?? '';
  const communityName = community.name;
  const close = (): void => {
    appoint.clear();
    setChosen(null);
  };
  return (
    <>
      <p>
        <Trans>
          Facilitators answer applications, invite, and keep order. Its other facilitators are told of each that you
          appoint, and it appears in the audit log.
        </Trans>
      </p>
      {appointed ? (
        <Notice kind="good" role="status">
          <Trans>{appointed} is a facilitator of this community now.</Trans>
        </Notice>
      ) : null}
      <AccountFinder>
        {({ person, emailVerified }) => {
          const { name } = person;
          return (
            <Button
              small
              busy={!emailVerified}
              aria-label={t`Make facilitator: ${name}`}
              onClick={() => setChosen(person)}
            >
              {emailVerified ? <Trans>Make facilitator</Trans> : <Trans>Address not confirmed</Trans>}
            </Button>
          );
        }}
      </AccountFinder>
      {chosen ? (
        <Dialog
          title={<Trans>Make {name} a facilitator?</Trans>}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>
                <Trans>Cancel</Trans>
              </Button>
              <Button
                look="primary"
                busy={appoint.busy}
                onClick={async () => {
                  if (!(await appoint.run({ slug: community.slug, accountId: chosen.id, language }))) return;
                  setAppointed(name);
                  close();
                }}
              >
                <Trans>Make facilitator</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Trans>
              {name} becomes a member of {communityName} and sees all that its facilitators see, private answers of
              applicants included.
            </Trans>
          </p>
          <ProblemNotice problem={appoint.problem} />
        </Dialog>
      ) : null}
    </>
  );
}
