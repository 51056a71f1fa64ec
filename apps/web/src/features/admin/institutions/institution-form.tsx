import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { Button } from '../../../components/button.js';
import { Form } from '../../../components/form.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminAddInstitutionDocument, AdminEditInstitutionDocument } from '../../../gql/graphql.js';
import type { AdminInstitutionFragment, AssociationsQuery } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { Saved } from '../../settings/saved.js';
import styles from '../admin.module.css';
import { ChangedMeanwhile } from '../changed-meanwhile.js';
import { BilingualFields } from '../bilingual-fields.js';
import { useBasis, useExpected } from '../use-basis.js';
import { usePlacedProblems } from '../use-placed-problems.js';
import { institutionInputOf, institutionValuesOf } from './institution-values.js';
import type { InstitutionValues } from './institution-values.js';
import { PlaceFields } from './place-fields.js';
import { TiesEditor } from './ties-editor.js';

/** Longest name, characters. */
const NAME = 200;

interface InstitutionFormProps {
  /** Null for a new one. */
  institution: AdminInstitutionFragment | null;
  associations: AssociationsQuery['associations'];
  /** Drops what was typed and begins anew with what there is now. */
  startOver: () => void;
}

/** The record of an institution: names, place, domains of its addresses, ties to associations. */
export function InstitutionForm({ institution, associations, startOver }: InstitutionFormProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const navigate = useNavigate();
  const add = useAction(AdminAddInstitutionDocument);
  const edit = useAction(AdminEditInstitutionDocument);
  const [saved, setSaved] = useState(false);
  const form = useForm<InstitutionValues>({ defaultValues: institutionValuesOf(institution) });
  const { handleSubmit, formState } = form;
  const problem = usePlacedProblems(institution ? edit.problem : add.problem, form, (path) =>
    path === 'domains'
      ? t`not a domain of one institution alone (a public mail provider’s, for example), another institution’s, or misspelt.`
      : undefined,
  );
  const { expectedRevision, saved: begunWith } = useExpected(useBasis(institution?.revision ?? 0, startOver));
  const conflict = problem?.presentRevision;
  const send = async (values: InstitutionValues, over = expectedRevision): Promise<void> => {
    setSaved(false);
    const input = institutionInputOf(values);
    if (institution) {
      const done = await edit.run({
        language,
        input: { ...input, institutionId: institution.id, expectedRevision: over },
      });
      if (!done) return;
      form.reset(institutionValuesOf(done.editInstitution));
      begunWith(done.editInstitution.revision);
      setSaved(true);
      return;
    }
    const done = await add.run({ language, input });
    if (done) await navigate({ to: '/admin/institutions' });
  };
  const submit = handleSubmit((values) => send(values));
  return (
    <FormProvider {...form}>
      <div className={styles.form}>
        <Form
          onSubmit={submit}
          problem={
            conflict === undefined ? (
              <ProblemNotice problem={problem} />
            ) : (
              <ChangedMeanwhile
                busy={edit.busy}
                onTakeTheirs={startOver}
                onKeepMine={handleSubmit((values) => send(values, conflict))}
              />
            )
          }
          actions={
            <>
              <Button type="submit" look="primary" busy={add.busy || edit.busy}>
                {institution ? <Trans>Save</Trans> : <Trans>Add the institution</Trans>}
              </Button>
              <Saved shown={saved && !formState.isDirty} />
            </>
          }
        >
          <BilingualFields name="name" legend={<Trans>Name</Trans>} maxLength={NAME} />
          <PlaceFields />
          <TiesEditor associations={associations} />
        </Form>
      </div>
    </FormProvider>
  );
}
