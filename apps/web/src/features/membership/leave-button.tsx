import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button, LinkButton } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import { CommunityMembersDocument, LeaveCommunityDocument } from '../../gql/graphql.js';
import type { CommunityHeadFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { isOneClick } from '../communities/one-click.js';

type Left = Omit<CommunityHeadFragment, '__typename'>;

function WayBack({ community }: { community: Left }): ReactNode {
  if (isOneClick(community)) return <Trans>What you wrote stays. You can join again at any time.</Trans>;
  switch (community.joinPolicy) {
    case 'OPEN':
      return <Trans>What you wrote stays. You can join again as long as its rule lets you.</Trans>;
    case 'APPLICATION':
      return <Trans>What you wrote stays. To come back you have to apply, and a facilitator decides.</Trans>;
    case 'CLOSED':
      return <Trans>What you wrote stays. You cannot join again by yourself.</Trans>;
  }
}

/**
 * Whether the viewer is the only one who facilitates; null until that is known. Facilitators come first among the
 * members, so one page tells.
 */
function useLeadsAlone({ slug, viewerRole }: Left): boolean | null {
  const leads = viewerRole === 'FACILITATOR';
  const [{ data, error }] = useQuery({
    query: CommunityMembersDocument,
    variables: { slug, after: null },
    pause: !leads,
    requestPolicy: 'cache-and-network',
  });
  // The server has the last word in any case.
  if (!leads || error) return false;
  const members = data?.community?.members;
  return members ? members.edges.filter(({ node }) => node.role === 'FACILITATOR').length < 2 : null;
}

function NotWithoutAnother(): ReactNode {
  return (
    <Trans>
      You are its only facilitator. Make another member a facilitator first, or ask an administrator to; then you can
      leave.
    </Trans>
  );
}

function LeaveDialog({ community, onClose }: { community: Left; onClose: () => void }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const leave = useAction(LeaveCommunityDocument);
  const alone = useLeadsAlone(community);
  const { name, slug } = community;
  if (alone) {
    return (
      <Dialog
        title={<Trans>You cannot leave {name} yet</Trans>}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>
              <Trans>Close</Trans>
            </Button>
            <LinkButton to="/c/$slug/members" params={{ slug }} look="primary" onClick={onClose}>
              <Trans>See the members</Trans>
            </LinkButton>
          </>
        }
      >
        <p>
          <NotWithoutAnother />
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={<Trans>Leave {name}?</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <Trans>Stay</Trans>
          </Button>
          <Button
            look="danger"
            busy={leave.busy || alone === null}
            onClick={async () => {
              if (!(await leave.run({ slug, language }))) return;
              onClose();
              announce(t`You have left ${name}.`);
            }}
          >
            <Trans>Leave</Trans>
          </Button>
        </>
      }
    >
      <p>
        <WayBack community={community} />
      </p>
      <ProblemNotice problem={leave.problem}>
        {leave.problem?.code === 'FORBIDDEN' && community.viewerRole === 'FACILITATOR' ? <NotWithoutAnother /> : null}
      </ProblemNotice>
    </Dialog>
  );
}

/** Leaves a community, after asking: not every one can be entered again by oneself. */
export function LeaveButton({ community }: { community: Left }): ReactNode {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const { name } = community;
  return (
    <>
      <Button small aria-label={t`Leave ${name}`} onClick={() => setAsking(true)}>
        <Trans>Leave</Trans>
      </Button>
      {asking ? <LeaveDialog community={community} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
