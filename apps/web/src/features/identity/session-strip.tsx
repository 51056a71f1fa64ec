import { Trans } from '@lingui/react/macro';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';

/**
 * Says that the session has ended by itself, and leads back to the same page through the sign-in; or that somebody
 * else has signed in with this browser, since all its tabs are then theirs.
 */
export function SessionStrip({ className }: { className: string | undefined }): ReactNode {
  const { unasked, acknowledge } = useSessionCache();
  const { me } = useViewer();
  const here = useRouterState({ select: (state) => state.location });
  const name = me?.name;
  return (
    <div role="status">
      {unasked === 'ended' && !me && here.pathname !== '/sign-in' ? (
        <p className={className}>
          <Trans>
            Your session has ended.{' '}
            <Link to="/sign-in" search={{ next: here.href }}>
              Sign in again
            </Link>
          </Trans>
        </p>
      ) : null}
      {unasked === 'switched' && name ? (
        <p className={className}>
          <Trans>
            Another account has been signed in with this browser: you are <strong>{name}</strong> now. What the account
            before was writing is kept for it on this device.
          </Trans>{' '}
          <Button small onClick={acknowledge}>
            <Trans>Close</Trans>
          </Button>
        </p>
      ) : null}
    </div>
  );
}
