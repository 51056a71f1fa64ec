import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { isReached } from '../../lib/reached.js';

/** Without an answer there is nothing that could come in the place of this page. */
const reload = async (): Promise<void> => {
  if (await isReached()) window.location.reload();
};

/** Shown when a page could not be loaded or drawn: usually a lost connection, or a new release under an open tab. It comes by itself when there is a line again. */
export function ErrorPage(): ReactNode {
  const { t } = useLingui();
  useEffect(() => {
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, []);
  return (
    <Page title={t`Something went wrong`} width="reading">
      <h1>
        <Trans>This page could not be shown</Trans>
      </h1>
      <Notice
        kind="error"
        role="alert"
        action={
          <Button small onClick={reload}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Check that you are online, then try again.</Trans>
      </Notice>
    </Page>
  );
}
