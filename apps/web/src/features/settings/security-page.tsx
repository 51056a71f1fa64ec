import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ChangePasswordDocument, RequestEmailChangeDocument } from '../../gql/graphql.js';
import type { ViewerAccountFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useFieldProblems } from '../identity/use-field-problems.js';
import { useFieldRules } from '../identity/use-field-rules.js';
import { useRefusalWords } from '../identity/use-refusal-words.js';
import styles from './settings.module.css';

interface PasswordValues {
  currentPassword: string;
  newPassword: string;
}

function PasswordForm(): ReactNode {
  const rules = useFieldRules();
  const refusal = useRefusalWords();
  const change = useAction(ChangePasswordDocument);
  const [done, setDone] = useState(false);
  const { register, handleSubmit, formState, setError, reset } = useForm<PasswordValues>();
  useFieldProblems(change.problem, ['currentPassword', 'newPassword'], setError, {
    currentPassword: refusal.present,
    newPassword: refusal.chosen,
  });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    setDone(false);
    if (!(await change.run(values))) return;
    reset();
    setDone(true);
  });
  const atFields = Object.keys(change.problem?.fields ?? {}).length > 0;
  return (
    <section className={styles.section} aria-labelledby="password">
      <h3 id="password">
        <Trans>Change your password</Trans>
      </h3>
      {done ? (
        <Notice kind="good" role="status">
          <Trans>
            Your new password is saved. Everywhere else you have been signed out, and access tokens have ended.
          </Trans>
        </Notice>
      ) : null}
      <Form
        onSubmit={submit}
        problem={atFields ? null : <ProblemNotice problem={change.problem} />}
        actions={
          <Button type="submit" look="primary" busy={change.busy}>
            <Trans>Save the new password</Trans>
          </Button>
        }
      >
        <TextField
          label={<Trans>Current password</Trans>}
          type="password"
          autoComplete="current-password"
          error={errors.currentPassword?.message}
          {...register('currentPassword', rules.password)}
        />
        <TextField
          label={<Trans>New password</Trans>}
          hint={<Trans>At least 8 characters; a few words in a row are good.</Trans>}
          type="password"
          autoComplete="new-password"
          error={errors.newPassword?.message}
          {...register('newPassword', rules.newPassword)}
        />
      </Form>
    </section>
  );
}

interface EmailValues {
  email: string;
  password: string;
}

function EmailForm({ me }: { me: ViewerAccountFragment }): ReactNode {
  const rules = useFieldRules();
  const refusal = useRefusalWords();
  const request = useAction(RequestEmailChangeDocument);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError, reset } = useForm<EmailValues>();
  useFieldProblems(request.problem, ['email', 'password'], setError, { password: refusal.present });
  const { errors } = formState;
  const submit = handleSubmit(async ({ email, password }) => {
    setSentTo(null);
    if (!(await request.run({ email: email.trim(), password }))) return;
    reset();
    setSentTo(email.trim());
  });
  const waiting = sentTo ?? me.pendingEmail;
  const present = me.email;
  const atFields = Object.keys(request.problem?.fields ?? {}).length > 0;
  return (
    <section className={styles.section} aria-labelledby="email">
      <h3 id="email">
        <Trans>Change your e-mail address</Trans>
      </h3>
      <p>
        <Trans>
          Your address is <strong>{present}</strong>.
        </Trans>
      </p>
      {waiting ? (
        <Notice kind="info" role="status">
          <Trans>
            We have sent a link to <strong>{waiting}</strong>. Your address changes when you open it.
          </Trans>
        </Notice>
      ) : null}
      <Form
        onSubmit={submit}
        problem={atFields ? null : <ProblemNotice problem={request.problem} />}
        actions={
          <Button type="submit" busy={request.busy}>
            <Trans>Send a link to the new address</Trans>
          </Button>
        }
      >
        <TextField
          label={<Trans>New e-mail address</Trans>}
          type="email"
          autoComplete="email"
          error={errors.email?.message}
          {...register('email', rules.email)}
        />
        <TextField
          label={<Trans>Password</Trans>}
          type="password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', rules.password)}
        />
      </Form>
    </section>
  );
}

/** `/settings/security` */
export function SecurityPage(): ReactNode {
  const { me } = useViewer();
  if (!me) return null;
  return (
    <>
      <h2>
        <Trans>Password and address</Trans>
      </h2>
      <PasswordForm />
      <EmailForm me={me} />
    </>
  );
}
