import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, Lock } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { Avatar } from '../../components/avatar.js';
import { Button } from '../../components/button.js';
import { Chip } from '../../components/chip.js';
import { Dialog } from '../../components/dialog.js';
import { TextAreaField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { ProblemNotice } from '../../components/problem.js';
import { Time } from '../../components/time.js';
import { DecideApplicationDocument } from '../../gql/graphql.js';
import type { ApplicationDecision, WaitingApplicationFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { PersonName } from '../membership/person-name.js';
import styles from './applications.module.css';
import { optionWords } from './option-words.js';

type Answer = WaitingApplicationFragment['answers'][number];

interface ItemProps {
  slug: string;
  application: WaitingApplicationFragment;
  /** It waits no longer: decided here (`good`), or by somebody else meanwhile (`warn`). */
  onDone: (kind: 'good' | 'warn', words: string) => void;
}

/** One application: who, what they answered, and the decision. */
export function ApplicationItem({ slug, application, onDone }: ItemProps): ReactNode {
  const { applicant, createdAt, applicantMeets, answers } = application;
  return (
    <article className={styles.item} aria-labelledby="applicant">
      <Link to="/c/$slug/facilitate" params={{ slug }} className={styles.backToList}>
        <ChevronLeft size={16} aria-hidden="true" /> <Trans>All applications</Trans>
      </Link>
      <div className={styles.applicant}>
        <Avatar id={applicant.id} name={applicant.name} />
        <div>
          <h3 id="applicant">
            <PersonName person={applicant} />
          </h3>
          <Time at={createdAt} className={styles.since} />
        </div>
      </div>
      {applicantMeets === null || applicantMeets === undefined ? null : (
        <div>
          <Chip tone={applicantMeets ? 'good' : 'warm'}>
            {applicantMeets ? <Trans>Meets the rule</Trans> : <Trans>Does not meet the rule at the moment</Trans>}
          </Chip>
        </div>
      )}
      {answers.length > 0 ? (
        <dl className={styles.answers}>
          {answers.map((answer) => (
            <div key={answer.key}>
              <dt>
                {answer.question}
                {answer.private ? (
                  <span className={styles.private}>
                    <Lock size={14} aria-hidden="true" />
                    <Trans>Private</Trans>
                  </span>
                ) : null}
              </dt>
              <dd>
                <AnswerText answer={answer} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {application.viewerCan.decide ? <Decision application={application} onDone={onDone} /> : null}
    </article>
  );
}

function AnswerText({ answer }: { answer: Answer }): ReactNode {
  const { locale } = useLocale();
  if (answer.unreadable) {
    return <Trans>This answer cannot be read any more, because its key is lost. You can decide all the same.</Trans>;
  }
  if (answer.value === null || answer.value === undefined) return <Trans>Not answered</Trans>;
  if (answer.kind === 'ATTESTATION') return answer.value === 'true' ? <Trans>Yes</Trans> : <Trans>No</Trans>;
  return answer.kind === 'CHOICE' ? optionWords(answer.value, locale) : answer.value;
}

function Decision({ application, onDone }: Pick<ItemProps, 'application' | 'onDone'>): ReactNode {
  const { t } = useLingui();
  const decide = useAction(DecideApplicationDocument);
  const [message, setMessage] = useState('');
  const [declining, setDeclining] = useState(false);
  const name = application.applicant.former ? t`Former member` : application.applicant.name;
  const tooLong = message.length > LIMITS.facilitatorWord;
  const send = async (decision: ApplicationDecision): Promise<void> => {
    if (tooLong) return;
    const word = message.trim() || null;
    const decided = await decide.run({ applicationId: application.id, decision, message: word });
    if (!decided) return;
    setDeclining(false);
    onDone('good', decision === 'ACCEPT' ? t`${name} is a member now.` : t`The application of ${name} was declined.`);
  };
  const { problem } = decide;
  const gone = problem?.code === 'CONFLICT' || problem?.code === 'NOT_FOUND';
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void send('ACCEPT');
      }}
      problem={
        declining ? null : (
          <DecisionProblem
            problem={problem}
            onSeen={gone ? () => onDone('warn', t`The application of ${name} does not wait any more.`) : undefined}
          />
        )
      }
      actions={
        <>
          <Button type="submit" look="primary" busy={decide.busy} aria-label={t`Accept ${name}`}>
            <Trans>Accept</Trans>
          </Button>
          <Button look="danger" aria-label={t`Decline ${name}`} onClick={() => setDeclining(!tooLong)}>
            <Trans>Decline…</Trans>
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
      {declining ? (
        <Dialog
          title={<Trans>Decline the application of {name}?</Trans>}
          onClose={() => setDeclining(false)}
          actions={
            <>
              <Button onClick={() => setDeclining(false)}>
                <Trans>Not yet</Trans>
              </Button>
              <Button look="danger" busy={decide.busy} onClick={() => void send('DECLINE')}>
                <Trans>Decline</Trans>
              </Button>
            </>
          }
        >
          <p>
            {message.trim() ? (
              <Trans>{name} is told by e-mail, with your word. Private answers are erased.</Trans>
            ) : (
              <Trans>{name} is told by e-mail, without a word of yours. Private answers are erased.</Trans>
            )}
          </p>
          <DecisionProblem
            problem={problem}
            onSeen={gone ? () => onDone('warn', t`The application of ${name} does not wait any more.`) : undefined}
          />
        </Dialog>
      ) : null}
    </Form>
  );
}

interface DecisionProblemProps {
  problem: Parameters<typeof ProblemNotice>[0]['problem'];
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
