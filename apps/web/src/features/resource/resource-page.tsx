import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { MembershipLostPage } from '../membership/membership-lost.js';
import { ResourceView } from './resource-view.js';
import { useResource } from './use-resource.js';

/** `/c/:slug/r/:id`, with a title behind it that is for people alone. */
export function ResourcePage(): ReactNode {
  const { t } = useLingui();
  const { id } = useParams({ from: '/c/$slug/r/$id/{-$title}' });
  const { resource, problem, lost, retry } = useResource(id);
  if (lost) return <MembershipLostPage community={lost} />;
  if (resource === null) return <NotFoundPage />;
  if (resource) return <ResourceView key={id} resource={resource} onChanged={retry} />;
  return (
    <Page title={t`Resource`} aside={<span />}>
      <h1 className={problem ? undefined : 'visually-hidden'}>
        <Trans>Resource</Trans>
      </h1>
      {problem ? (
        <ProblemNotice problem={problem} onRetry={retry} />
      ) : (
        <Skeleton label={t`Loading the resource`} heights={[20, 46, 28, 320, 110, 80]} />
      )}
    </Page>
  );
}
