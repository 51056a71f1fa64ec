import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';

/** In place of a library that holds nothing yet; the way to share stands in it for those who may. */
export function NothingShared({ children }: { children: ReactNode }): ReactNode {
  return (
    <Empty>
      <p>
        <Trans>
          Nothing has been shared yet. This is the place for what others can use: a form for condition reports, the
          slides of a talk, a link to a guide.
        </Trans>
      </p>
      {children}
    </Empty>
  );
}

/** In place of a list whose filters nothing passes. */
export function NothingFound({ slug }: { slug: string }): ReactNode {
  return (
    <Empty>
      <p>
        <Trans>No resource matches. Try fewer filters, or look at all of them.</Trans>
      </p>
      <LinkButton to="/c/$slug/library" params={{ slug }} search={{}}>
        <Trans>See all resources</Trans>
      </LinkButton>
    </Empty>
  );
}
