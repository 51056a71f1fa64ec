import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { Button } from '../../../components/button.js';
import { Form } from '../../../components/form.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminEditCommunityDocument } from '../../../gql/graphql.js';
import type { AdminCommunityFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { Saved } from '../../settings/saved.js';
import styles from '../admin.module.css';
import { ChangedMeanwhile } from '../changed-meanwhile.js';
import { linesOf } from '../lines.js';
import { useExpected } from '../use-basis.js';
import type { Basis } from '../use-basis.js';
import { usePlacedProblems } from '../use-placed-problems.js';
import { TextFields } from './text-fields.js';
import { trimmed } from './text-values.js';
import type { TextValues } from './text-values.js';

type Texts = NonNullable<AdminCommunityFragment['texts']>;

const valuesOf = ({ name, summary }: Texts, tags: readonly string[]): TextValues => ({
  name: { en: name.en, fr: name.fr },
  summary: { en: summary.en, fr: summary.fr },
  tags: tags.join('\n'),
});

interface TextsFormProps {
  community: AdminCommunityFragment;
  texts: Texts;
  basis: Basis;
}

/** Edits name, summary and keywords of a community in both languages. */
export function TextsForm({ community, texts, basis }: TextsFormProps): ReactNode {
  const { language } = useLocale();
  const edit = useAction(AdminEditCommunityDocument);
  const [saved, setSaved] = useState(false);
  const form = useForm<TextValues>({ defaultValues: valuesOf(texts, community.tags) });
  const problem = usePlacedProblems(edit.problem, form);
  const { expectedRevision, saved: begunWith } = useExpected(basis);
  const conflict = problem?.presentRevision;
  const send = async ({ name, summary, tags }: TextValues, over = expectedRevision): Promise<void> => {
    setSaved(false);
    const done = await edit.run({
      language,
      input: {
        slug: community.slug,
        name: trimmed(name),
        summary: trimmed(summary),
        tags: linesOf(tags),
        expectedRevision: over,
      },
    });
    if (!done) return;
    const { editCommunity } = done;
    if (editCommunity.texts) form.reset(valuesOf(editCommunity.texts, editCommunity.tags));
    begunWith(editCommunity.revision);
    setSaved(true);
  };
  const submit = form.handleSubmit((values) => send(values));
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
                onTakeTheirs={basis.startOver}
                onKeepMine={form.handleSubmit((values) => send(values, conflict))}
              />
            )
          }
          actions={
            <>
              <Button type="submit" look="primary" busy={edit.busy}>
                <Trans>Save the texts</Trans>
              </Button>
              <Saved shown={saved && !form.formState.isDirty} />
            </>
          }
        >
          <TextFields />
        </Form>
      </div>
    </FormProvider>
  );
}
