import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Problem } from '../lib/graphql/problem.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { ProblemNotice } from './problem.js';

interface ConfirmDialogProps {
  title: ReactNode;
  /** What the button that changes nothing says; "Cancel" where nothing is given. */
  keep?: ReactNode;
  /** What the button that does it says. */
  confirm: ReactNode;
  /** `primary` where nothing is taken away from anybody. */
  look?: 'primary' | 'danger';
  busy: boolean;
  problem: Problem | null;
  /** In place of the plain words of a refusal. */
  refusal?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
  /** What will happen, and what cannot be had back. */
  children: ReactNode;
}

/** Asks once more before something that cannot be taken back, and says what becomes of it; it stays until it has. */
export function ConfirmDialog({
  title,
  keep = <Trans>Cancel</Trans>,
  confirm,
  look = 'danger',
  busy,
  problem,
  refusal,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps): ReactNode {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      busy={busy}
      actions={
        <>
          <Button busy={busy} onClick={onClose}>
            {keep}
          </Button>
          <Button look={look} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <p>{children}</p>
      {refusal ?? <ProblemNotice problem={problem} />}
    </Dialog>
  );
}
