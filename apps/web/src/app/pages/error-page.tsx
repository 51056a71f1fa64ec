import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';

/** Shown when a page could not be loaded or drawn: usually a lost connection, or a new release under an open tab. */
export function ErrorPage(): ReactNode {
  const { t } = useLingui();
  return (
    <Page title={t`Something went wrong`} width="reading">
      <h1>
        <Trans>This page could not be shown</Trans>
      </h1>
      <Notice
        kind="error"
        role="alert"
        action={
          <Button small onClick={() => window.location.reload()}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Check that you are online, then try again.</Trans>
      </Notice>
    </Page>
  );
}
