import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.js';
import { Skeleton } from '../../components/skeleton.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { MemberHome } from './member-home.js';
import { VisitorHome } from './visitor-home.js';

/** `/`: for a visitor what this is, for a member what is theirs. */
export function HomePage(): ReactNode {
  const { t } = useLingui();
  const { known, me } = useViewer();
  if (!known) {
    return (
      <Page title={undefined}>
        <h1 className="visually-hidden">
          <Trans>Home</Trans>
        </h1>
        <Skeleton label={t`Loading the page`} heights={[90, 60, 44, 200, 200]} />
      </Page>
    );
  }
  return me ? <MemberHome name={me.name} /> : <VisitorHome />;
}
