import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { ConfirmDialog } from '../../components/confirm-dialog.js';
import { TextAreaField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { ProblemNotice } from '../../components/problem.js';
import { DecideApplicationDocument } from '../../gql/graphql.js';
import type { ApplicationDecision, WaitingApplicationFragment } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { KeyHint, useKeyOf } from '../facilitation/key-hint.js';

interface DecisionProps {
  application: WaitingApplicationFragment;
  /** It waits no longer: decided here (`good`), or by somebody else meanwhile (`warn`). */
  onDone: (kind: 'good' | 'warn', words: string) => void;
}

/** Accepts or declines an application, with a word to go with it; asks before, since a letter goes out at once. */
export function Decision({ application, onDone }: DecisionProps): ReactNode {
  const { t } = useLingui();
  const decide = useAction(DecideApplicationDocument);
  const [message, setMessage] = useState('');
  const [asking, setAsking] = useState<ApplicationDecision | null>(null);
  const name = application.applicant.former ? t`Former member` : application.applicant.name;
  const tooLong = message.length > LIMITS.facilitatorWord;
  const keyOf = useKeyOf();
  const ask = (decision: ApplicationDecision): void => {
    decide.clear();
    if (!tooLong) setAsking(decision);
  };
  const close = (): void => setAsking(null);
  const send = async (decision: ApplicationDecision): Promise<void> => {
    const word = message.trim() || null;
    const decided = await decide.run({ applicationId: application.id, decision, message: word });
    if (!decided) return;
    close();
    onDone('good', decision === 'ACCEPT' ? t`${name} is a member now.` : t`The application of ${name} was declined.`);
  };
  const { problem } = decide;
  const gone = problem?.code === 'CONFLICT' || problem?.code === 'NOT_FOUND';
  const refusal = (
    <DecisionProblem
      problem={problem}
      onSeen={gone ? () => onDone('warn', t`The application of ${name} does not wait any more.`) : undefined}
    />
  );
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        ask('ACCEPT');
      }}
      actions={
        <>
          <Button
            type="submit"
            look="primary"
            aria-label={t`Accept ${name}`}
            aria-keyshortcuts={keyOf('a')}
            data-key="a"
          >
            <Trans>Accept…</Trans>
            <KeyHint keys="a" />
          </Button>
          <Button
            look="danger"
            aria-label={t`Decline ${name}`}
            aria-keyshortcuts={keyOf('d')}
            data-key="d"
            onClick={() => ask('DECLINE')}
          >
            <Trans>Decline…</Trans>
            <KeyHint keys="d" />
          </Button>
        </>
      }
    >
      <TextAreaField
        label={<Trans>A word to go with the decision (optional)</Trans>}
        hint={<Trans>Sent to the applicant by e-mail, and kept with the decision.</Trans>}
        autoComplete="off"
        value={message}
        error={tooLong ? t`This is too long.` : undefined}
        onChange={(event) => setMessage(event.target.value)}
      />
      {asking === 'ACCEPT' ? (
        <ConfirmDialog
          title={<Trans>Accept {name}?</Trans>}
          keep={<Trans>Not yet</Trans>}
          confirm={<Trans>Accept</Trans>}
          look="primary"
          busy={decide.busy}
          problem={problem}
          refusal={refusal}
          onConfirm={() => void send('ACCEPT')}
          onClose={close}
        >
          {message.trim() ? (
            <Trans>{name} becomes a member and is told by e-mail, with your word. Private answers are erased.</Trans>
          ) : (
            <Trans>
              {name} becomes a member and is told by e-mail, without a word of yours. Private answers are erased.
            </Trans>
          )}
        </ConfirmDialog>
      ) : null}
      {asking === 'DECLINE' ? (
        <ConfirmDialog
          title={<Trans>Decline the application of {name}?</Trans>}
          keep={<Trans>Not yet</Trans>}
          confirm={<Trans>Decline</Trans>}
          busy={decide.busy}
          problem={problem}
          refusal={refusal}
          onConfirm={() => void send('DECLINE')}
          onClose={close}
        >
          {message.trim() ? (
            <Trans>{name} is told by e-mail, with your word. Private answers are erased.</Trans>
          ) : (
            <Trans>{name} is told by e-mail, without a word of yours. Private answers are erased.</Trans>
          )}
        </ConfirmDialog>
      ) : null}
    </Form>
  );
}

interface DecisionProblemProps {
  problem: Problem | null;
  /** When it was decided by somebody else: shows what is left. */
  onSeen: (() => void) | undefined;
}

function DecisionProblem({ problem, onSeen }: DecisionProblemProps): ReactNode {
  return (
    <>
      <ProblemNotice problem={problem}>
        {problem?.code === 'CONFLICT' || problem?.code === 'NOT_FOUND' ? (
          <Trans>Somebody else has decided it meanwhile, or it was taken back.</Trans>
        ) : problem?.code === 'FORBIDDEN' ? (
          <Trans>
            This person does not meet the rule at the moment, or the community takes nobody now. The application goes on
            waiting; you can decline it.
          </Trans>
        ) : null}
      </ProblemNotice>
      {problem && onSeen ? (
        <div>
          <Button small onClick={onSeen}>
            <Trans>Show what is waiting</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}
