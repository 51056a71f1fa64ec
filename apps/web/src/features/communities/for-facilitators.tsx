import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';

/** In place of a page that only those who look after a community may use, with the way back to it. */
export function ForFacilitators({ slug }: { slug: string }): ReactNode {
  return (
    <Notice
      action={
        <LinkButton to="/c/$slug" params={{ slug }}>
          <Trans>Back to the community</Trans>
        </LinkButton>
      }
    >
      <Trans>This page is for the people who facilitate the community.</Trans>
    </Notice>
  );
}
