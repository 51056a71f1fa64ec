import { Trans } from '@lingui/react/macro';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';

/** Says that the session has ended by itself, and leads back to the same page through the sign-in. */
export function SessionEndedStrip({ className }: { className: string | undefined }): ReactNode {
  const { ended } = useSessionCache();
  const { me } = useViewer();
  const here = useRouterState({ select: (state) => state.location });
  const shown = ended && !me && here.pathname !== '/sign-in';
  return (
    <div role="status">
      {shown ? (
        <p className={className}>
          <Trans>
            Your session has ended.{' '}
            <Link to="/sign-in" search={{ next: here.href }}>
              Sign in again
            </Link>
          </Trans>
        </p>
      ) : null}
    </div>
  );
}
