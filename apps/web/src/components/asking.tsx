import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Problem } from '../lib/graphql/problem.js';
import { Button } from './button.js';

interface AnswersProps {
  /** What the button that changes nothing says; "Cancel" where nothing is given. */
  keep?: ReactNode;
  /** What the button that does it says. */
  confirm: ReactNode;
  /** `primary` where nothing is taken away from anybody. */
  look?: 'primary' | 'danger';
  busy: boolean;
  onClose: () => void;
}

/** What every dialog is given that asks before something is done. */
export interface AskingProps extends AnswersProps {
  title: ReactNode;
  problem: Problem | null;
  /** In place of the plain words of a refusal. */
  refusal?: ReactNode;
}

/** The buttons of such a dialog, the harmless one first; without `onConfirm` the other one sends the form around it. */
export function Answers({
  keep = <Trans>Cancel</Trans>,
  confirm,
  look = 'danger',
  busy,
  onConfirm,
  onClose,
}: AnswersProps & { onConfirm?: () => void }): ReactNode {
  return (
    <>
      <Button busy={busy} onClick={onClose}>
        {keep}
      </Button>
      <Button type={onConfirm ? 'button' : 'submit'} look={look} busy={busy} onClick={onConfirm}>
        {confirm}
      </Button>
    </>
  );
}
