import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import type { Problem } from '../lib/graphql/problem.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { TextAreaField } from './field.js';
import { Form } from './form.js';
import { ProblemNotice } from './problem.js';

interface ReasonDialogProps {
  title: ReactNode;
  /** Who will read the reason. */
  hint: ReactNode;
  /** What the button that does it says. */
  confirm: ReactNode;
  /** `primary` where nothing is taken away from anybody. */
  look?: 'primary' | 'danger';
  busy: boolean;
  problem: Problem | null;
  /** The words of a refusal where its code alone would not say it. */
  refusal?: ReactNode;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  /** What will happen, and further fields. */
  children?: ReactNode;
}

/** Asks for the reason of something that is done to somebody else, and says what will happen. */
export function ReasonDialog({
  title,
  hint,
  confirm,
  look = 'danger',
  busy,
  problem,
  refusal,
  onConfirm,
  onClose,
  children,
}: ReasonDialogProps): ReactNode {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(false);
  const wrong = reason.trim() === '' ? t`Give a reason.` : reason.length > LIMITS.reason ? t`This is too long.` : null;
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wrong) field.current?.focus();
          else if (!busy) onConfirm(reason.trim());
        }}
        problem={<ProblemNotice problem={problem}>{refusal}</ProblemNotice>}
        actions={
          <>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" look={look} busy={busy}>
              {confirm}
            </Button>
          </>
        }
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
