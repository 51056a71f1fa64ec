import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useQuery } from 'urql';
import { Button } from '../../../components/button.js';
import { SelectField } from '../../../components/field.js';
import { Form } from '../../../components/form.js';
import { ProblemNotice } from '../../../components/problem.js';
import { Skeleton } from '../../../components/skeleton.js';
import { AdminCreateCommunityDocument, AssociationsDocument } from '../../../gql/graphql.js';
import type { AssociationsQuery } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { linesOf } from '../lines.js';
import { BackTo, Section } from '../section.js';
import { usePlacedProblems } from '../use-placed-problems.js';
import { RuleFields } from './rule-fields.js';
import { questionsOf } from './rule-values.js';
import type { RuleValues } from './rule-values.js';
import { SlugField } from './slug-field.js';
import { TextFields } from './text-fields.js';
import { trimmed } from './text-values.js';
import type { TextValues } from './text-values.js';
import { useSlugRules } from './use-slug-rules.js';

interface NewCommunityValues extends RuleValues, TextValues {
  slug: string;
  association: string;
}

type Associations = AssociationsQuery['associations'];

function NewCommunityForm({ associations }: { associations: Associations }): ReactNode {
  const { language } = useLocale();
  const navigate = useNavigate();
  const { refusal } = useSlugRules();
  const create = useAction(AdminCreateCommunityDocument);
  const form = useForm<NewCommunityValues>({
    defaultValues: {
      slug: '',
      association: associations[0]?.slug ?? '',
      name: { en: '', fr: '' },
      summary: { en: '', fr: '' },
      tags: '',
      visibility: 'PUBLIC',
      joinPolicy: 'OPEN',
      eligibility: 'ANYONE',
      applicationForm: [],
      enrolledProgrammes: '',
    },
  });
  const { register, handleSubmit } = form;
  const problem = usePlacedProblems(create.problem, form, refusal);
  const submit = handleSubmit(async (values) => {
    const { slug, association, visibility, joinPolicy, eligibility } = values;
    const made = await create.run({
      language,
      input: {
        slug: slug.trim(),
        association,
        name: trimmed(values.name),
        summary: trimmed(values.summary),
        tags: linesOf(values.tags),
        visibility,
        joinPolicy,
        eligibility,
        applicationForm: joinPolicy === 'APPLICATION' ? questionsOf(values.applicationForm) : [],
        enrolledProgrammes: linesOf(values.enrolledProgrammes),
      },
    });
    if (!made) return;
    await navigate({ to: '/admin/communities/$slug', params: { slug: made.createCommunity.slug } });
  });
  return (
    <FormProvider {...form}>
      <div className={styles.form}>
        <Form
          onSubmit={submit}
          problem={<ProblemNotice problem={problem} />}
          actions={
            <Button type="submit" look="primary" busy={create.busy}>
              <Trans>Create the community</Trans>
            </Button>
          }
        >
          <SelectField label={<Trans>Association</Trans>} {...register('association')}>
            {associations.map(({ id, slug, name }) => (
              <option key={id} value={slug}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextFields />
          <SlugField />
          <RuleFields now={null} />
        </Form>
      </div>
    </FormProvider>
  );
}

/** `/admin/communities/new` */
export function NewCommunityPage(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [{ data, error }, refetch] = useQuery({ query: AssociationsDocument, variables: { language } });
  const problem = problemOf(error);
  return (
    <>
      <BackTo to="/admin/communities">
        <Trans>All communities</Trans>
      </BackTo>
      <Section title={t`New community`}>
        <p>
          <Trans>
            It begins as being set up: people can join, and its facilitators start the discussions. Appoint the first
            facilitator on its page next.
          </Trans>
        </p>
        {data ? (
          <NewCommunityForm associations={data.associations} />
        ) : problem ? (
          <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton label={t`Loading the form`} heights={[70, 70, 140, 70]} />
        )}
      </Section>
    </>
  );
}
