import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { ClaimSiteDocument } from '../../gql/graphql.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useFragmentToken } from '../../lib/use-fragment-token.js';
import { useFieldProblems } from './use-field-problems.js';
import { useFieldRules } from './use-field-rules.js';
import { useRefusalWords } from './use-refusal-words.js';

interface ClaimValues {
  name: string;
  email: string;
  password: string;
}

function ClaimForm({ token, forget }: { token: string; forget: () => void }): ReactNode {
  const rules = useFieldRules();
  const refusal = useRefusalWords();
  const navigate = useNavigate();
  const { renew } = useSessionCache();
  const claim = useAction(ClaimSiteDocument);
  const { register, handleSubmit, formState, setError } = useForm<ClaimValues>();
  useFieldProblems(claim.problem, ['name', 'email', 'password'], setError, { password: refusal.chosen });
  const { errors } = formState;
  const submit = handleSubmit(async ({ name, email, password }) => {
    if (!(await claim.run({ input: { token, name: name.trim(), email: email.trim(), password } }))) return;
    forget();
    renew();
    await navigate({ to: '/', replace: true });
  });
  const dead = claim.problem && (claim.problem.fields.token || /^(NOT_FOUND|FORBIDDEN)$/.test(claim.problem.code));
  useEffect(() => {
    if (dead) forget();
  }, [dead, forget]);
  const atFields = claim.problem && Object.keys(claim.problem.fields).some((field) => field !== 'token');
  return (
    <Form
      onSubmit={submit}
      problem={
        atFields ? null : (
          <ProblemNotice problem={claim.problem}>
            {dead ? (
              <Trans>
                This link does not work any more. The newest link is in the terminal where the site was started.
              </Trans>
            ) : null}
          </ProblemNotice>
        )
      }
      actions={
        <Button type="submit" look="primary" busy={claim.busy}>
          <Trans>Become the administrator</Trans>
        </Button>
      }
    >
      <TextField
        label={<Trans>Name</Trans>}
        autoComplete="name"
        error={errors.name?.message}
        {...register('name', rules.name)}
      />
      <TextField
        label={<Trans>E-mail address</Trans>}
        type="email"
        autoComplete="email"
        error={errors.email?.message}
        {...register('email', rules.email)}
      />
      <TextField
        label={<Trans>Password</Trans>}
        hint={<Trans>At least 8 characters; a few words in a row are good.</Trans>}
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...register('password', rules.newPassword)}
      />
    </Form>
  );
}

/** `/claim#token=`: the first administrator of a new site. */
export function ClaimPage(): ReactNode {
  const { t } = useLingui();
  const { token, forget } = useFragmentToken('claim');
  return (
    <Page title={t`Set up this site`} width="narrow">
      <h1>
        <Trans>Set up this site</Trans>
      </h1>
      {token ? (
        <>
          <p>
            <Trans>
              You are the first here. This account will run the site: it appoints facilitators and sees kept mail.
            </Trans>
          </p>
          <ClaimForm token={token} forget={forget} />
        </>
      ) : (
        <Notice kind="warn">
          <Trans>
            This link does not work any more. The newest link is in the terminal where the site was started.
          </Trans>
        </Notice>
      )}
    </Page>
  );
}
