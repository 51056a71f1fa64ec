import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { Choice, TextField } from '../../../components/field.js';
import { Form } from '../../../components/form.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminAffiliateDocument, AdminInstitutionsDocument } from '../../../gql/graphql.js';
import type { AdminAccountFragment, AdminInstitutionFragment } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { dayOf } from '../days.js';
import { FindField } from '../find-field.js';
import { useFind } from '../use-find.js';
import { usePlacedProblems } from '../use-placed-problems.js';

type Institution = Pick<AdminInstitutionFragment, 'id' | 'name'>;

interface InstitutionChoiceProps {
  chosen: Institution | null;
  onChoose: (institution: Institution) => void;
}

function InstitutionChoice({ chosen, onChoose }: InstitutionChoiceProps): ReactNode {
  const { language } = useLocale();
  const find = useFind();
  const { query } = find;
  const [{ data, error }, refetch] = useQuery({
    query: AdminInstitutionsDocument,
    variables: { language, query, first: 8, after: null },
  });
  const problem = problemOf(error);
  const list = data?.institutions;
  const found = list?.edges.map(({ node }) => node) ?? [];
  // The one that was chosen stays in sight while others are looked for.
  const offered = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <>
      <FindField find={find} label={<Trans>Find an institution</Trans>} maxLength={LIMITS.findText} />
      <fieldset>
        <legend className="visually-hidden">
          <Trans>Institution</Trans>
        </legend>
        {offered.map((node) => (
          <Choice
            key={node.id}
            type="radio"
            name="institution"
            label={node.name}
            checked={chosen?.id === node.id}
            onChange={() => onChoose(node)}
          />
        ))}
        {list && list.edges.length === 0 ? (
          <p className={styles.muted}>
            <Trans>There is none of this name. Add it under Institutions first.</Trans>
          </p>
        ) : null}
        {list?.pageInfo.hasNextPage ? (
          <p className={styles.muted}>
            <Trans>There are more; type a word of its name.</Trans>
          </p>
        ) : null}
      </fieldset>
      <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
    </>
  );
}

interface AffiliateDialogProps {
  account: AdminAccountFragment;
  onClose: () => void;
}

/** Says that somebody is of an institution whose domain their address does not tell. */
export function AffiliateDialog({ account, onClose }: AffiliateDialogProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const affiliate = useAction(AdminAffiliateDocument);
  const [institution, setInstitution] = useState<Institution | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const [today] = useState(() => dayOf(new Date()));
  const form = useForm({ defaultValues: { from: today, until: '' } });
  const { register, handleSubmit, formState } = form;
  const { errors } = formState;
  const problem = usePlacedProblems(affiliate.problem, form);
  const { name } = account.person;
  const submit = handleSubmit(async ({ from, until }) => {
    setUnchosen(institution === null);
    if (institution === null) return;
    const done = await affiliate.run({
      language,
      accountId: account.id,
      institutionId: institution.id,
      from,
      until: until || null,
    });
    if (!done) return;
    const institutionName = done.affiliate.institution.name;
    announce(t`${name} is of ${institutionName} now.`);
    onClose();
  });
  return (
    <Dialog title={<Trans>Which institution does {name} belong to?</Trans>} onClose={onClose}>
      <Form
        onSubmit={submit}
        problem={<ProblemNotice problem={problem} />}
        actions={
          <>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" look="primary" busy={affiliate.busy}>
              <Trans>Affiliate</Trans>
            </Button>
          </>
        }
      >
        <InstitutionChoice
          chosen={institution}
          onChoose={(node) => {
            setInstitution(node);
            setUnchosen(false);
          }}
        />
        {unchosen ? (
          <p className={styles.error} role="alert">
            <Trans>Choose an institution.</Trans>
          </p>
        ) : null}
        <div className={styles.pair}>
          <TextField
            label={<Trans>First day</Trans>}
            type="date"
            error={errors.from?.message}
            {...register('from', { required: t`Give the first day.` })}
          />
          <TextField
            label={<Trans>Last day (empty: no end)</Trans>}
            type="date"
            error={errors.until?.message}
            {...register('until', {
              validate: (until, { from }) => !until || until >= from || t`This is before the first day.`,
            })}
          />
        </div>
      </Form>
    </Dialog>
  );
}
