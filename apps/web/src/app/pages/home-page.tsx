import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { later } from '../../components/later.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { withWords } from '../../lib/i18n/locale.js';
import { VisitorHome } from './visitor-home.js';

function Waiting(): ReactNode {
  const { t } = useLingui();
  const { problem } = useViewer();
  const { check } = useSessionCache();
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

const MemberHome = later(
  withWords(
    'communities',
    withWords('inbox', () => import('./member-home.js').then((module) => module.MemberHome)),
  ),
  { waiting: <Waiting /> },
);

/** `/`: for a visitor what this is, for a member what is theirs. */
export function HomePage(): ReactNode {
  const { known, me } = useViewer();
  if (!known) return <Waiting />;
  return me ? <MemberHome name={me.name} confirmed={me.emailVerified} /> : <VisitorHome />;
}
