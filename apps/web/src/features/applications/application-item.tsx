import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/avatar.js';
import { Chip } from '../../components/chip.js';
import { Time } from '../../components/time.js';
import type { WaitingApplicationFragment } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { PersonName } from '../membership/person-name.js';
import { Decision } from './application-decision.js';
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
