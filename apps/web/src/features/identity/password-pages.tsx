import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button, LinkButton } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { RequestPasswordResetDocument, ResetPasswordDocument } from '../../gql/graphql.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useFragmentToken } from '../../lib/use-fragment-token.js';
import { CheckMail } from './check-mail.js';
import { useFieldProblems } from './use-field-problems.js';
import { useFieldRules } from './use-field-rules.js';
import { useRefusalWords } from './use-refusal-words.js';

/** `/forgot-password` */
export function ForgotPasswordPage(): ReactNode {
  const { t } = useLingui();
  const rules = useFieldRules();
  const request = useAction(RequestPasswordResetDocument);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError } = useForm<{ email: string }>();
  useFieldProblems(request.problem, ['email'], setError);
  if (sentTo !== null) {
    return (
      <CheckMail title={t`Check your mail`} email={sentTo}>
        <Trans>If there is an account with this address, the message leads to a new password.</Trans>
      </CheckMail>
    );
  }
  const submit = handleSubmit(async ({ email }) => {
    if (await request.run({ email: email.trim() })) setSentTo(email.trim());
  });
  return (
    <Page title={t`Forgot your password?`} width="narrow">
      <h1>
        <Trans>Forgot your password?</Trans>
      </h1>
      <Form
        onSubmit={submit}
        problem={request.problem?.fields.email ? null : <ProblemNotice problem={request.problem} />}
        actions={
          <Button type="submit" look="primary" busy={request.busy}>
            <Trans>Send me a link</Trans>
          </Button>
        }
      >
        <TextField
          label={<Trans>E-mail address</Trans>}
          hint={<Trans>We send a link with which you choose a new password.</Trans>}
          type="email"
          autoComplete="username"
          error={formState.errors.email?.message}
          {...register('email', rules.email)}
        />
      </Form>
    </Page>
  );
}

interface NewPasswordFormProps {
  token: string;
  onDone: () => void;
  /** The link turned out to be used up. */
  onDead: () => void;
}

function NewPasswordForm({ token, onDone, onDead }: NewPasswordFormProps): ReactNode {
  const rules = useFieldRules();
  const refusal = useRefusalWords();
  const reset = useAction(ResetPasswordDocument);
  const { register, handleSubmit, formState, setError } = useForm<{ password: string }>();
  useFieldProblems(reset.problem, ['password'], setError, { password: refusal.chosen });
  const submit = handleSubmit(async ({ password }) => {
    if (await reset.run({ token, password })) onDone();
  });
  const dead = Boolean(reset.problem && (reset.problem.fields.token || reset.problem.code === 'NOT_FOUND'));
  useEffect(() => {
    if (dead) onDead();
  }, [dead, onDead]);
  return (
    <Form
      onSubmit={submit}
      problem={
        reset.problem?.fields.password ? null : (
          <ProblemNotice problem={reset.problem}>
            {dead ? <Trans>This link does not work any more. Ask for a new one.</Trans> : null}
          </ProblemNotice>
        )
      }
      actions={
        <Button type="submit" look="primary" busy={reset.busy}>
          <Trans>Save the new password</Trans>
        </Button>
      }
    >
      <TextField
        label={<Trans>New password</Trans>}
        hint={<Trans>At least 8 characters; a few words in a row are good.</Trans>}
        type="password"
        autoComplete="new-password"
        error={formState.errors.password?.message}
        {...register('password', rules.newPassword)}
      />
    </Form>
  );
}

/** `/reset-password#token=` */
export function ResetPasswordPage(): ReactNode {
  const { t } = useLingui();
  const { token, forget } = useFragmentToken('reset-password');
  const { renew } = useSessionCache();
  const [done, setDone] = useState(false);
  return (
    <Page title={t`Choose a new password`} width="narrow">
      <h1>
        <Trans>Choose a new password</Trans>
      </h1>
      {done ? (
        <>
          <Notice kind="good" role="status">
            <Trans>Your new password is saved, and you have been signed out everywhere.</Trans>
          </Notice>
          <div>
            <LinkButton to="/sign-in" look="primary">
              <Trans>Sign in</Trans>
            </LinkButton>
          </div>
        </>
      ) : token ? (
        <NewPasswordForm
          token={token}
          onDead={forget}
          onDone={() => {
            forget();
            setDone(true);
            renew();
          }}
        />
      ) : (
        <>
          <Notice kind="warn">
            <Trans>This link does not work any more. Ask for a new one.</Trans>
          </Notice>
          <div>
            <LinkButton to="/forgot-password">
              <Trans>Ask for a new link</Trans>
            </LinkButton>
          </div>
        </>
      )}
    </Page>
  );
}
