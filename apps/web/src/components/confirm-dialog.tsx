import type { ReactNode } from 'react';
import { Answers, type AskingProps } from './asking.js';
import { Dialog } from './dialog.js';
import { ProblemNotice } from './problem.js';

interface ConfirmDialogProps extends AskingProps {
  onConfirm: () => void;
  /** What will happen, and what cannot be had back. */
  children: ReactNode;
}

/** Asks once more before something that cannot be taken back, and says what becomes of it; it stays until it has. */
export function ConfirmDialog({ title, problem, refusal, children, ...answers }: ConfirmDialogProps): ReactNode {
  return (
    <Dialog title={title} onClose={answers.onClose} busy={answers.busy} actions={<Answers {...answers} />}>
      <p>{children}</p>
      {refusal ?? <ProblemNotice problem={problem} />}
    </Dialog>
  );
}
