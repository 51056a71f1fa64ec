import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { SelectField, TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { ProblemNotice } from '../../components/problem.js';
import { CreateAccessTokenDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useFieldProblems } from '../identity/use-field-problems.js';

interface TokenValues {
  name: string;
  expiresInDays: string;
}

const lives = [7, 30, 90, 365] as const;

/** Makes an access token; the server tells its value this one time. */
export function NewTokenForm({ onCreated }: { onCreated: (token: string) => void }): ReactNode {
  const { t } = useLingui();
  const create = useAction(CreateAccessTokenDocument);
  const { register, handleSubmit, formState, setError } = useForm<TokenValues>({
    defaultValues: { expiresInDays: '30' },
  });
  useFieldProblems(create.problem, ['name', 'expiresInDays'], setError);
  const { errors } = formState;
  const submit = handleSubmit(async ({ name, expiresInDays }) => {
    const made = await create.run({ name: name.trim(), expiresInDays: Number(expiresInDays) });
    if (made) onCreated(made.createAccessToken.token);
  });
  const atFields = Object.keys(create.problem?.fields ?? {}).length > 0;
  return (
    <Form
      onSubmit={submit}
      problem={atFields ? null : <ProblemNotice problem={create.problem} />}
      actions={
        <Button type="submit" look="primary" busy={create.busy}>
          <Trans>Create a token</Trans>
        </Button>
      }
    >
      <TextField
        label={<Trans>What it is for</Trans>}
        autoComplete="off"
        error={errors.name?.message}
        {...register('name', {
          required: t`Say what it is for, so that you know it again.`,
          maxLength: { value: LIMITS.tokenName, message: t`This name is too long.` },
        })}
      />
      <SelectField
        label={<Trans>It works for</Trans>}
        error={errors.expiresInDays?.message}
        {...register('expiresInDays')}
      >
        {lives.map((days) => (
          <option key={days} value={days}>
            <Plural value={days} one="# day" other="# days" />
          </option>
        ))}
      </SelectField>
    </Form>
  );
}
