import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';

/** Asks before the page is left while something on it is not shared yet; the browser asks in its own words. */
export function LeaveGuard({ active }: { active: boolean }): ReactNode {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => active && current.pathname !== next.pathname,
    enableBeforeUnload: active,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      title={<Trans>Leave this page?</Trans>}
      onClose={reset}
      actions={
        <>
          <Button look="primary" onClick={reset}>
            <Trans>Stay</Trans>
          </Button>
          <Button look="danger" onClick={proceed}>
            <Trans>Leave</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          Not everything has been shared yet. What you wrote on this page is not kept. Files stop where they are: choose
          the same ones again within a week, and they go on from there.
        </Trans>
      </p>
    </Dialog>
  );
}
