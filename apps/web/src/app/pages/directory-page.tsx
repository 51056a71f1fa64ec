import { Trans, useLingui } from '@lingui/react/macro';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.js';
import { Directory } from '../../features/communities/directory.js';

/** `/communities` */
export function DirectoryPage(): ReactNode {
  const { t } = useLingui();
  const search = useSearch({ from: '/communities' });
  return (
    <Page title={t`Communities`}>
      <h1>
        <Trans>Communities</Trans>
      </h1>
      <Directory path="/communities" search={search} />
    </Page>
  );
}
