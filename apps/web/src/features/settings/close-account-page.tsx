import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { ProblemNotice } from '../../components/problem.js';
import { CloseAccountDocument } from '../../gql/graphql.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { dropDraftsOf } from '../composer/draft-store.js';
import { useFieldProblems } from '../identity/use-field-problems.js';
import { useFieldRules } from '../identity/use-field-rules.js';
import { useRefusalWords } from '../identity/use-refusal-words.js';

/** `/settings/account`: the end of an account, asked for twice. */
export function CloseAccountPage(): ReactNode {
  const rules = useFieldRules();
  const refusal = useRefusalWords();
  const navigate = useNavigate();
  const { me } = useViewer();
  const { renew } = useSessionCache();
  const close = useAction(CloseAccountDocument);
  const [password, setPassword] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError } = useForm<{ password: string }>();
  useFieldProblems(close.problem, ['password'], setError, { password: refusal.present });

  const confirm = async (): Promise<void> => {
    if (password === null) return;
    const done = await close.run({ password });
    setPassword(null);
    if (!done) return;
    if (me) dropDraftsOf(localStorage, me.id);
    await navigate({ to: '/' });
    renew();
  };
  return (
    <>
      <h2>
        <Trans>Close the account</Trans>
      </h2>
      <p>
        <Trans>
          Your name becomes “Former member” and your address is forgotten. What you wrote stays, since others have
          answered it. This cannot be undone.
        </Trans>
      </p>
      <Form
        onSubmit={handleSubmit((values) => setPassword(values.password))}
        problem={close.problem?.fields.password ? null : <ProblemNotice problem={close.problem} />}
        actions={
          <Button type="submit" look="danger">
            <Trans>Close the account</Trans>
          </Button>
        }
      >
        <TextField
          label={<Trans>Password</Trans>}
          type="password"
          autoComplete="current-password"
          error={formState.errors.password?.message}
          {...register('password', rules.password)}
        />
      </Form>
      {password === null ? null : (
        <Dialog
          title={<Trans>Close the account for good?</Trans>}
          onClose={() => setPassword(null)}
          actions={
            <>
              <Button onClick={() => setPassword(null)}>
                <Trans>Keep it</Trans>
              </Button>
              <Button look="danger" busy={close.busy} onClick={() => void confirm()}>
                <Trans>Close it</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Trans>You are signed out everywhere at once, and nobody can bring the account back.</Trans>
          </p>
        </Dialog>
      )}
    </>
  );
}
