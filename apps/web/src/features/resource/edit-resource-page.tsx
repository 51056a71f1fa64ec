import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { ResourceForEditingDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import { EditResourceForm } from './edit-resource-form.js';
import { ResourceCrumbs } from './resource-crumbs.js';

/** `/c/:slug/r/:id/edit`: what is said of a resource, for whoever shared it and those who look after the community. */
export function EditResourcePage(): ReactNode {
  const { t } = useLingui();
  const { id } = useParams({ from: '/c/$slug/r/$id/edit' });
  const { known, me } = useViewer();
  const { language } = useLocale();
  const client = useClient();
  const [times, setTimes] = useState(0);
  const variables = { id, language };
  const [{ data, error }, execute] = useQuery({
    query: ResourceForEditingDocument,
    variables,
    requestPolicy: 'network-only',
  });
  const startOver = async (): Promise<void> => {
    const now = client.query(ResourceForEditingDocument, variables, { requestPolicy: 'network-only' });
    if ((await now.toPromise()).data) setTimes((before) => before + 1);
  };
  const problem = problemOf(error);
  const resource = data?.resource;
  if (known && !me) return <SignInFirst title={t`Edit the resource`} />;
  if (problem?.code === 'NOT_FOUND' || (problem?.code === 'BAD_USER_INPUT' && !resource)) return <NotFoundPage />;
  return (
    <Page title={t`Edit the resource`} width="reading">
      {resource ? <ResourceCrumbs community={resource.community} /> : null}
      <h1>
        <Trans>Edit the resource</Trans>
      </h1>
      {resource?.viewerCan.edit ? (
        <EditResourceForm key={times} resource={resource} startOver={() => void startOver()} />
      ) : null}
      {resource?.viewerCan.edit === false ? (
        <Notice>
          <Trans>This page is for whoever shared the resource and for those who look after the community.</Trans>
        </Notice>
      ) : null}
      {problem && !resource ? (
        <ProblemNotice problem={problem} onRetry={() => execute({ requestPolicy: 'network-only' })} />
      ) : null}
      {!problem && !resource ? <Skeleton label={t`Loading the resource`} heights={[70, 260, 70, 70, 70]} /> : null}
    </Page>
  );
}
