import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { MemberHome } from './member-home.js';
import { VisitorHome } from './visitor-home.js';

/** `/`: for a visitor what this is, for a member what is theirs. */
export function HomePage(): ReactNode {
  const { t } = useLingui();
  const { known, me, problem } = useViewer();
  const { check } = useSessionCache();
  if (!known) {
    return (
      <Page title={undefined}>
        <h1 className="visually-hidden">
          <Trans>Home</Trans>
        </h1>
        {problem ? (
          <ProblemNotice problem={problem} onRetry={() => void check()} />
        ) : (
          <Skeleton label={t`Loading the page`} heights={[90, 60, 44, 200, 200]} />
        )}
      </Page>
    );
  }
  return me ? <MemberHome name={me.name} /> : <VisitorHome />;
}
