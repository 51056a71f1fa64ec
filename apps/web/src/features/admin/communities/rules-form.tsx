import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { Form } from '../../../components/form.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminChangeCommunityRulesDocument } from '../../../gql/graphql.js';
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
import { RuleFields } from './rule-fields.js';
import { questionsOf, ruleValuesOf } from './rule-values.js';
import type { RuleValues } from './rule-values.js';

/** Changes who reads a community, who may join and how. Closing it to readers is asked about first: it is for good. */
export function RulesForm({ community, basis }: { community: AdminCommunityFragment; basis: Basis }): ReactNode {
  const { language } = useLocale();
  const change = useAction(AdminChangeCommunityRulesDocument);
  const [saved, setSaved] = useState(false);
  const [asking, setAsking] = useState<RuleValues | null>(null);
  const form = useForm<RuleValues>({ defaultValues: ruleValuesOf(community) });
  const { dirtyFields, isDirty } = form.formState;
  const problem = usePlacedProblems(change.problem, form);
  const { expectedRevision, saved: begunWith } = useExpected(basis);
  const conflict = problem?.presentRevision;
  const send = async (values: RuleValues, over = expectedRevision): Promise<void> => {
    const { visibility, joinPolicy, eligibility } = values;
    setSaved(false);
    const done = await change.run({
      language,
      input: {
        slug: community.slug,
        visibility,
        joinPolicy,
        eligibility,
        // A form that was kept while joining went another way comes back as it was, unless a new one is made here.
        applicationForm:
          joinPolicy === 'APPLICATION' && dirtyFields.applicationForm ? questionsOf(values.applicationForm) : null,
        enrolledProgrammes: linesOf(values.enrolledProgrammes),
        expectedRevision: over,
      },
    });
    setAsking(null);
    if (!done) return;
    form.reset(ruleValuesOf(done.changeCommunityRules));
    begunWith(done.changeCommunityRules.revision);
    setSaved(true);
  };
  const submit = form.handleSubmit(async (values) => {
    if (community.visibility === 'PUBLIC' && values.visibility === 'PRIVATE') setAsking(values);
    else await send(values);
  });
  const { name } = community;
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
                busy={change.busy}
                onTakeTheirs={basis.startOver}
                onKeepMine={form.handleSubmit((values) => send(values, conflict))}
              />
            )
          }
          actions={
            <>
              <Button type="submit" look="primary" busy={change.busy}>
                <Trans>Save the rule</Trans>
              </Button>
              <Saved shown={saved && !isDirty} />
            </>
          }
        >
          <RuleFields now={community} />
        </Form>
      </div>
      {asking ? (
        <Dialog
          title={<Trans>Make {name} private?</Trans>}
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button onClick={() => setAsking(null)}>
                <Trans>Leave it public</Trans>
              </Button>
              <Button look="danger" busy={change.busy} onClick={() => void send(asking)}>
                <Trans>Make it private</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Trans>
              From then on only its members read it; you do so too only as a member. It cannot be made public again.
            </Trans>
          </p>
        </Dialog>
      ) : null}
    </FormProvider>
  );
}
