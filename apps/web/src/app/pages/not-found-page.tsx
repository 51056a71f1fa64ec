import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import form from '../../components/form.module.css';
import { Page } from '../../components/page.js';
import { useNextSearch } from '../../features/identity/use-next-search.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useStartAtTop } from '../../lib/use-start-at-top.js';

/**
 * Shown for addresses that lead nowhere, and for what the viewer may not see: both answers are the same. A link in a mail
 * about a private community is opened by who is signed out on this device: they come back here when they have signed in.
 */
export function NotFoundPage(): ReactNode {
  const { t } = useLingui();
  const { known, me } = useViewer();
  const next = useNextSearch();
  const isGuest = known && !me;
  useStartAtTop();
  return (
    <Page title={t`Not found`} width="reading">
      <h1>
        <Trans>There is nothing here</Trans>
      </h1>
      <p>
        {isGuest ? (
          <Trans>The page may have moved, or it may be open to members only. Check the address, or sign in.</Trans>
        ) : (
          <Trans>The page may have moved, or it may be open to members only. Check the address.</Trans>
        )}
      </p>
      <div className={form.actions}>
        {isGuest ? (
          <LinkButton to="/sign-in" search={next} look="primary">
            <Trans>Sign in</Trans>
          </LinkButton>
        ) : null}
        <LinkButton to="/communities" {...(isGuest ? {} : { look: 'primary' })}>
          <Trans>See all communities</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}
