import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/button.js';
import { SelectField, TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { SignUpDocument } from '../../gql/graphql.js';
import type { SignUpInput } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { CheckMail } from './check-mail.js';
import styles from './identity.module.css';
import { keepNext } from './next-kept.js';
import { useFieldProblems } from './use-field-problems.js';
import { useFieldRules } from './use-field-rules.js';
import { useRefusalWords } from './use-refusal-words.js';

/** `/sign-up`: name, address, password, language; then "check your mail". */
export function SignUpPage(): ReactNode {
  const { t } = useLingui();
  const { next } = useSearch({ from: '/sign-up' });
  const { language } = useLocale();
  const rules = useFieldRules();
  const refusal = useRefusalWords();
  const signUp = useAction(SignUpDocument);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError } = useForm<SignUpInput>({ defaultValues: { language } });
  useFieldProblems(signUp.problem, ['name', 'email', 'password', 'language'], setError, { password: refusal.chosen });

  if (sentTo !== null) {
    return (
      <CheckMail title={t`Check your mail`} email={sentTo}>
        <Trans>Open the link in it to confirm your address. Then sign in and join a community.</Trans>
      </CheckMail>
    );
  }
  const submit = handleSubmit(async (values) => {
    const input = { ...values, name: values.name.trim(), email: values.email.trim() };
    if (!(await signUp.run({ input }))) return;
    // The link in the mail opens another page, which then leads on to where this began.
    keepNext(next ?? null);
    setSentTo(input.email);
  });
  const { errors } = formState;
  const atFields = Object.keys(signUp.problem?.fields ?? {}).length > 0;
  return (
    <Page title={t`Create an account`} width="narrow">
      <h1>
        <Trans>Create an account</Trans>
      </h1>
      <Form
        onSubmit={submit}
        problem={atFields ? null : <ProblemNotice problem={signUp.problem} />}
        actions={
          <Button type="submit" look="primary" busy={signUp.busy}>
            <Trans>Create an account</Trans>
          </Button>
        }
      >
        <TextField
          label={<Trans>Name</Trans>}
          hint={<Trans>As colleagues know you; everybody sees it beside what you write.</Trans>}
          autoComplete="name"
          error={errors.name?.message}
          {...register('name', rules.name)}
        />
        <TextField
          label={<Trans>E-mail address</Trans>}
          hint={<Trans>Only you and the people who run the site see it.</Trans>}
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
        <SelectField label={<Trans>Language</Trans>} error={errors.language?.message} {...register('language')}>
          <option value="EN" lang="en">
            English
          </option>
          <option value="FR" lang="fr">
            Français
          </option>
        </SelectField>
      </Form>
      <p className={styles.links}>
        <Link to="/sign-in" search={next ? { next } : {}}>
          <Trans>Already have an account? Sign in</Trans>
        </Link>
      </p>
    </Page>
  );
}
