import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { ProblemNotice } from '../../../components/problem.js';
import { Skeleton } from '../../../components/skeleton.js';
import { AdminInstitutionDocument, AssociationsDocument } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { BackTo, Section } from '../section.js';
import { InstitutionForm } from './institution-form.js';

/** `/admin/institutions/:id`, and `/admin/institutions/new` for one that is not there yet. */
export function InstitutionPage(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const { id } = useParams({ from: '/admin/institutions/$id' });
  const isNew = id === 'new';
  const client = useClient();
  const [times, setTimes] = useState(0);
  const startOver = async (): Promise<void> => {
    const now = client.query(AdminInstitutionDocument, { id, language }, { requestPolicy: 'network-only' });
    if ((await now.toPromise()).data) setTimes((before) => before + 1);
  };
  const [associations, askAssociations] = useQuery({ query: AssociationsDocument, variables: { language } });
  const [known, ask] = useQuery({ query: AdminInstitutionDocument, variables: { id, language }, pause: isNew });
  const problem = problemOf(associations.error ?? known.error);
  const institution = isNew ? null : known.data?.institution;
  return (
    <>
      <BackTo to="/admin/institutions">
        <Trans>All institutions</Trans>
      </BackTo>
      <Section title={isNew ? t`New institution` : (institution?.name ?? t`Institution`)}>
        {associations.data && institution !== undefined && (isNew || institution) ? (
          <InstitutionForm
            key={`${id} ${times}`}
            institution={institution}
            associations={associations.data.associations}
            startOver={() => void startOver()}
          />
        ) : problem ? (
          <ProblemNotice
            problem={problem}
            onRetry={() => {
              askAssociations({ requestPolicy: 'network-only' });
              if (!isNew) ask({ requestPolicy: 'network-only' });
            }}
          />
        ) : (
          <Skeleton label={t`Loading the institution`} heights={[70, 70, 70, 140]} />
        )}
      </Section>
    </>
  );
}
