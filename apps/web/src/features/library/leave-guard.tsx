import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';

interface LeaveGuardProps {
  active: boolean;
  /** What would become of what is on the page. */
  children: ReactNode;
}

/** Asks before the page is left while something on it has not gone out yet; the browser asks in its own words. */
export function LeaveGuard({ active, children }: LeaveGuardProps): ReactNode {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => active && current.pathname !== next.pathname,
    enableBeforeUnload: active,
    withResolver: true,
  });
  // All has gone out while it was asked: there is nothing to lose any more, and what was pressed can be pressed again.
  useEffect(() => {
    if (!active && status === 'blocked') reset();
  }, [active, status, reset]);
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
      <p>{children}</p>
    </Dialog>
  );
}
