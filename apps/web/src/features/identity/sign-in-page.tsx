import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { SignInDocument } from '../../gql/graphql.js';
import type { SignInInput } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import styles from './identity.module.css';
import { keepNext, keptNext } from './next-kept.js';
import { useFieldRules } from './use-field-rules.js';

function SignInProblem({ problem }: { problem: Problem | null }): ReactNode {
  const wrong =
    problem && !problem.suspension && /^(UNAUTHENTICATED|BAD_USER_INPUT|FORBIDDEN|NOT_FOUND)$/.test(problem.code);
  return (
    <ProblemNotice problem={problem}>
      {wrong ? <Trans>The e-mail address or the password is wrong.</Trans> : null}
    </ProblemNotice>
  );
}

/** `/sign-in?next=` */
export function SignInPage(): ReactNode {
  const { t } = useLingui();
  const { next } = useSearch({ from: '/sign-in' });
  const { me } = useViewer();
  const { renew } = useSessionCache();
  const navigate = useNavigate();
  const rules = useFieldRules();
  const signIn = useAction(SignInDocument);
  const { register, handleSubmit, formState } = useForm<SignInInput>();

  useEffect(() => {
    // Also for somebody who comes here by an old link while signed in.
    if (!me) return;
    const onward = next ?? keptNext() ?? '/';
    // Before the address is confirmed they cannot take part where they were going: the confirmation leads there again.
    if (me.emailVerified) keepNext(null);
    void navigate({ href: onward, replace: true });
  }, [me, navigate, next]);

  const submit = handleSubmit(async ({ email, password }) => {
    if (await signIn.run({ input: { email: email.trim(), password } })) renew();
  });
  return (
    <Page title={t`Sign in`} width="narrow">
      <h1>
        <Trans>Sign in</Trans>
      </h1>
      <Form
        onSubmit={submit}
        problem={<SignInProblem problem={signIn.problem} />}
        actions={
          <Button type="submit" look="primary" busy={signIn.busy}>
            <Trans>Sign in</Trans>
          </Button>
        }
      >
        <TextField
          label={<Trans>E-mail address</Trans>}
          type="email"
          autoComplete="username"
          error={formState.errors.email?.message}
          {...register('email', rules.email)}
        />
        <TextField
          label={<Trans>Password</Trans>}
          type="password"
          autoComplete="current-password"
          error={formState.errors.password?.message}
          {...register('password', rules.password)}
        />
      </Form>
      <p className={styles.links}>
        <Link to="/forgot-password">
          <Trans>Forgot your password?</Trans>
        </Link>
        <Link to="/sign-up" search={next ? { next } : {}}>
          <Trans>Create an account</Trans>
        </Link>
      </p>
    </Page>
  );
}
