import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useStartAtTop } from '../../lib/use-start-at-top.js';
import { readDraft } from '../composer/draft-store.js';
import type { DraftPlace } from '../composer/draft-store.js';

/** Says to somebody who could write here a moment ago why they cannot any more, and that their text is not lost. */
export function MembershipLostNotice({ place }: { place: DraftPlace }): ReactNode {
  const kept = useIsKept(place);
  return (
    <Notice kind="warn" role="alert">
      {kept ? (
        <Trans>You are no longer a member. Your text is kept.</Trans>
      ) : (
        <Trans>You are no longer a member.</Trans>
      )}
    </Notice>
  );
}

interface MembershipLostPageProps {
  community: { slug: string; name: string };
  /** Where one may have been writing. */
  place?: DraftPlace;
}

/** In place of a page that is for members, which one was reading when one's membership ended. */
export function MembershipLostPage({ community, place }: MembershipLostPageProps): ReactNode {
  const { t } = useLingui();
  const kept = useIsKept(place);
  const { name, slug } = community;
  useStartAtTop();
  return (
    <Page title={t`You are no longer a member`} width="reading">
      <h1>
        <Trans>You are no longer a member</Trans>
      </h1>
      <div role="status">
        <p>
          <Trans>What you were reading is for the members of {name}.</Trans>
        </p>
        {kept ? (
          <p>
            <Trans>What you were writing is kept on this device.</Trans>
          </p>
        ) : null}
      </div>
      <div>
        <LinkButton to="/c/$slug" params={{ slug }} look="primary">
          <Trans>Go to {name}</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}

function useIsKept(place: DraftPlace | undefined): boolean {
  const { me } = useViewer();
  return place !== undefined && me !== null && readDraft(localStorage, me.id, place) !== null;
}
