import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

interface RemovedLineProps {
  post: { number: number; removal: { reason: string } };
}

/** What stands for everybody in the place of a removed post: that it was, and why. */
export function RemovedLine({ post: { number, removal } }: RemovedLineProps): ReactNode {
  return (
    <p>
      <Trans>
        Removed by a facilitator – <span className="post-reason">{removal.reason}</span>
      </Trans>{' '}
      <span className="post-number">#{number}</span>
    </p>
  );
}
