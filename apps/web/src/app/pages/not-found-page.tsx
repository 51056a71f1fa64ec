import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Page } from '../../components/page.js';

/** Shown for addresses that lead nowhere, and for what the viewer may not see: both answers are the same. */
export function NotFoundPage(): ReactNode {
  const { t } = useLingui();
  return (
    <Page title={t`Not found`} width="reading">
      <h1>
        <Trans>There is nothing here</Trans>
      </h1>
      <p>
        <Trans>The page may have moved, or it may be open to members only. Check the address, or sign in.</Trans>
      </p>
      <div>
        <LinkButton to="/communities" look="primary">
          <Trans>See all communities</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}
