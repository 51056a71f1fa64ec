import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Form } from '../../components/form.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ApplyToCommunityDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { answersToSend, emptyAnswers, placesOf } from './answer-fields.js';
import type { AnswerValues, Question } from './answer-fields.js';
import styles from './applications.module.css';
import { QuestionField } from './question-field.js';

interface ApplicationFormProps {
  community: { slug: string; name: string };
  form: readonly Question[];
  /** The rule in words, for when it has become another meanwhile. */
  rule: ReactNode;
}

/** The form of a community. What is typed stands in the form and nowhere else: no draft of it is kept. */
export function ApplicationForm({ community, form, rule }: ApplicationFormProps): ReactNode {
  const { t, i18n } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const apply = useAction(ApplyToCommunityDocument);
  const sent = useRef<{ key: string }[]>([]);
  const { register, handleSubmit, formState, setError, setFocus } = useForm<AnswerValues>({
    defaultValues: emptyAnswers(form),
    shouldFocusError: false,
  });
  const { problem } = apply;
  const { slug, name } = community;
  const submit = handleSubmit(async (values) => {
    if (apply.busy) return;
    const answers = answersToSend(form, values);
    sent.current = answers;
    if (await apply.run({ slug, answers, language })) announce(t`Your application to ${name} has been sent.`);
  });
  useEffect(() => {
    if (!problem) return;
    for (const [place, sentence] of placesOf(problem.fields, form, sent.current)) {
      // The server's own sentences are English.
      const message = i18n.locale === 'en' ? sentence : t`This cannot be used. Please check it.`;
      setError(`answers.${place}`, { type: 'server', message });
    }
    // Once for each answer of the server.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [problem]);
  const wrong = form.flatMap((question, place) => {
    const message = formState.errors.answers?.[place]?.message;
    return message ? [{ question, place, message }] : [];
  });
  return (
    <Form
      onSubmit={submit}
      problem={
        wrong.length > 0 ? null : (
          <ProblemNotice problem={problem}>
            {problem?.code === 'FORBIDDEN' ? (
              rule
            ) : problem?.code === 'CONFLICT' ? (
              <Trans>You have applied already; it waits for a decision.</Trans>
            ) : null}
          </ProblemNotice>
        )
      }
      actions={
        <Button type="submit" look="primary" busy={apply.busy}>
          <Trans>Send the application</Trans>
        </Button>
      }
    >
      {wrong.length > 0 ? (
        <ErrorSummary key={formState.submitCount} wrong={wrong} onPick={(place) => setFocus(`answers.${place}`)} />
      ) : null}
      {form.map((question, place) => (
        <QuestionField
          key={question.key}
          question={question}
          place={place}
          error={formState.errors.answers?.[place]?.message}
          register={register}
        />
      ))}
    </Form>
  );
}

interface ErrorSummaryProps {
  wrong: readonly { question: Question; place: number; message: string }[];
  onPick: (place: number) => void;
}

/** What is to be mended, each a way to its field; it takes the focus after the form was sent. */
function ErrorSummary({ wrong, onPick }: ErrorSummaryProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="error" role="alert">
        <p>
          <Plural value={wrong.length} one="One answer needs your attention:" other="# answers need your attention:" />
        </p>
        <ul className={styles.summary}>
          {wrong.map(({ question, place, message }) => (
            <li key={question.key}>
              <button type="button" className={styles.toField} onClick={() => onPick(place)}>
                {question.label}
              </button>
              {' – '}
              {message}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
