import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Page } from '../../components/page.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useStartAtTop } from '../../lib/use-start-at-top.js';

/** Shown for addresses that lead nowhere, and for what the viewer may not see: both answers are the same. */
export function NotFoundPage(): ReactNode {
  const { t } = useLingui();
  const { known, me } = useViewer();
  useStartAtTop();
  return (
    <Page title={t`Not found`} width="reading">
      <h1>
        <Trans>There is nothing here</Trans>
      </h1>
      <p>
        {known && !me ? (
          <Trans>The page may have moved, or it may be open to members only. Check the address, or sign in.</Trans>
        ) : (
          <Trans>The page may have moved, or it may be open to members only. Check the address.</Trans>
        )}
      </p>
      <div>
        <LinkButton to="/communities" look="primary">
          <Trans>See all communities</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}
