import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { Answers, type AskingProps } from './asking.js';
import { Dialog } from './dialog.js';
import { TextAreaField } from './field.js';
import { Form } from './form.js';
import { ProblemNotice } from './problem.js';

interface ReasonDialogProps extends AskingProps {
  /** Who will read the reason. */
  hint: ReactNode;
  onConfirm: (reason: string) => void;
  /** What will happen, and further fields. */
  children?: ReactNode;
}

/** Asks for the reason of something that is done to somebody else, and says what will happen; it stays until it has. */
export function ReasonDialog({
  title,
  hint,
  problem,
  refusal,
  onConfirm,
  children,
  ...answers
}: ReasonDialogProps): ReactNode {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(false);
  const wrong = reason.trim() === '' ? t`Give a reason.` : reason.length > LIMITS.reason ? t`This is too long.` : null;
  return (
    <Dialog title={title} onClose={answers.onClose} busy={answers.busy}>
      {children}
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wrong) field.current?.focus();
          else if (!answers.busy) onConfirm(reason.trim());
        }}
        problem={<ProblemNotice problem={problem}>{refusal}</ProblemNotice>}
        actions={<Answers {...answers} />}
      >
        <TextAreaField
          label={<Trans>Reason</Trans>}
          hint={hint}
          autoComplete="off"
          ref={field}
          value={reason}
          error={tried && wrong ? wrong : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
