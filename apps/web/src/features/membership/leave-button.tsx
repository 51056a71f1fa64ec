import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import { LeaveCommunityDocument } from '../../gql/graphql.js';
import type { CommunityHeadFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { isOneClick } from '../communities/join-rule.js';

/** Leaves a community, after asking: not every one can be entered again by oneself. */
export function LeaveButton({ community }: { community: Omit<CommunityHeadFragment, '__typename'> }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const leave = useAction(LeaveCommunityDocument);
  const [asking, setAsking] = useState(false);
  const { name, slug } = community;
  return (
    <>
      <Button small aria-label={t`Leave ${name}`} onClick={() => setAsking(true)}>
        <Trans>Leave</Trans>
      </Button>
      {asking ? (
        <Dialog
          title={<Trans>Leave {name}?</Trans>}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>
                <Trans>Stay</Trans>
              </Button>
              <Button
                look="danger"
                busy={leave.busy}
                onClick={async () => {
                  if (!(await leave.run({ slug, language }))) return;
                  setAsking(false);
                  announce(t`You have left ${name}.`);
                }}
              >
                <Trans>Leave</Trans>
              </Button>
            </>
          }
        >
          <p>
            {isOneClick(community) ? (
              <Trans>What you wrote stays. You can join again at any time.</Trans>
            ) : (
              <Trans>What you wrote stays. You cannot join again by yourself.</Trans>
            )}
          </p>
          <ProblemNotice problem={leave.problem} />
        </Dialog>
      ) : null}
    </>
  );
}
