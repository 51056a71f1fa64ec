import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { Summary } from '../communities/community-facts.js';

interface Ruled {
  rule: { words: string; viewerMeets?: boolean | null };
  viewerRole?: string | null;
}

/** Who may join a community and how, in the words of the server; and what somebody can do who does not meet it. */
export function JoinRule({ community }: { community: Ruled }): ReactNode {
  return (
    <>
      <Summary text={community.rule.words} />
      {community.rule.viewerMeets === false && !community.viewerRole ? (
        <>
          {' '}
          <NotOfThese />
        </>
      ) : null}
    </>
  );
}

function NotOfThese(): ReactNode {
  const { me } = useViewer();
  if (!me) return null;
  const email = me.email;
  return (
    <Trans>
      We do not know you as one of them: {email} is not an address of such an institution.{' '}
      <Link to="/settings/security">Use your address at work</Link>, or ask the association to note where you work.
    </Trans>
  );
}
