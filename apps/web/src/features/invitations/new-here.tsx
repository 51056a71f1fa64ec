import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/button.js';
import { Choice, TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { SignInDocument, SignUpByInvitationDocument } from '../../gql/graphql.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useFieldProblems } from '../identity/use-field-problems.js';
import { useFieldRules } from '../identity/use-field-rules.js';
import { useRefusalWords } from '../identity/use-refusal-words.js';
import { InvitationProblem, Stated } from './accept-invitation.js';
import type { Offer } from './invitation-head.js';
import styles from './invitations.module.css';

interface NewHereProps {
  token: string;
  offer: Offer;
  onDead: () => void;
  onJoined: (slug: string, name: string) => Promise<void>;
}

/** For somebody who is not signed in: an account and the community in one step, or signing in without leaving. */
export function NewHere({ token, offer, onDead, onJoined }: NewHereProps): ReactNode {
  const { t } = useLingui();
  const [has, setHas] = useState(false);
  const [taken, setTaken] = useState(false);
  return (
    <section className={styles.choice} aria-label={t`Accept the invitation`}>
      <fieldset>
        <legend className="visually-hidden">
          <Trans>Have you an account here?</Trans>
        </legend>
        <Choice
          type="radio"
          name="has-account"
          label={<Trans>I am new here</Trans>}
          checked={!has}
          onChange={() => setHas(false)}
        />
        <Choice
          type="radio"
          name="has-account"
          label={<Trans>I have an account</Trans>}
          checked={has}
          onChange={() => setHas(true)}
        />
      </fieldset>
      {has ? (
        <>
          {taken ? (
            <Notice kind="info" role="status">
              <Trans>This address has an account already. Sign in, then accept the invitation.</Trans>
            </Notice>
          ) : null}
          <SignInHere email={offer.email} />
        </>
      ) : (
        <SignUpHere
          token={token}
          offer={offer}
          onDead={onDead}
          onJoined={onJoined}
          onTaken={() => {
            setTaken(true);
            setHas(true);
          }}
        />
      )}
    </section>
  );
}

interface SignUpValues {
  name: string;
  password: string;
}

function SignUpHere({ token, offer, onDead, onJoined, onTaken }: NewHereProps & { onTaken: () => void }): ReactNode {
  const rules = useFieldRules();
  const refusal = useRefusalWords();
  const { language } = useLocale();
  const { renew } = useSessionCache();
  const signUp = useAction(SignUpByInvitationDocument);
  const { register, handleSubmit, formState, setError } = useForm<SignUpValues>();
  useFieldProblems(signUp.problem, ['name', 'password'], setError, { password: refusal.chosen });
  const { errors } = formState;
  const { community, email } = offer;
  const submit = handleSubmit(async ({ name, password }) => {
    const joined = await signUp.run({ input: { token, name: name.trim(), password, language } });
    if (!joined) return;
    renew();
    await onJoined(joined.signUpByInvitation.slug, community.name);
  });
  const { problem } = signUp;
  const atFields = problem && (problem.fields.name || problem.fields.password);
  return (
    <Form
      onSubmit={submit}
      problem={
        atFields ? null : problem?.code === 'CONFLICT' ? (
          <Notice
            kind="info"
            role="alert"
            action={
              <Button onClick={onTaken}>
                <Trans>Sign in</Trans>
              </Button>
            }
          >
            <Trans>This address has an account already. Sign in, then accept the invitation.</Trans>
          </Notice>
        ) : (
          <InvitationProblem problem={problem} offer={offer} newcomer onDead={onDead} />
        )
      }
      actions={
        <Button type="submit" look="primary" busy={signUp.busy}>
          <Trans>Create the account and join</Trans>
        </Button>
      }
    >
      <p>
        <Trans>
          Your address is <strong>{email}</strong>; the invitation has confirmed it.
        </Trans>
      </p>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        label={<Trans>Name</Trans>}
        hint={<Trans>As colleagues know you; everybody sees it beside what you write.</Trans>}
        autoComplete="name"
        error={errors.name?.message}
        {...register('name', rules.name)}
      />
      <TextField
        label={<Trans>Password</Trans>}
        hint={<Trans>At least 8 characters; a few words in a row are good.</Trans>}
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...register('password', rules.newPassword)}
      />
      <Stated offer={offer} />
    </Form>
  );
}

function SignInHere({ email }: { email: string }): ReactNode {
  const rules = useFieldRules();
  const { renew } = useSessionCache();
  const signIn = useAction(SignInDocument);
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email, password: '' } });
  const submit = handleSubmit(async (values) => {
    // The page stays, and the link with it: it then offers to accept.
    if (await signIn.run({ input: { email: values.email.trim(), password: values.password } })) renew();
  });
  const { problem } = signIn;
  const wrong = problem && /^(UNAUTHENTICATED|BAD_USER_INPUT|NOT_FOUND)$/.test(problem.code);
  return (
    <Form
      onSubmit={submit}
      problem={
        <ProblemNotice problem={problem}>
          {wrong ? <Trans>The e-mail address or the password is wrong.</Trans> : null}
        </ProblemNotice>
      }
      actions={
        <>
          <Button type="submit" look="primary" busy={signIn.busy}>
            <Trans>Sign in</Trans>
          </Button>
          <Link to="/forgot-password">
            <Trans>Forgot your password?</Trans>
          </Link>
        </>
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
  );
}
