import { Trans } from '@lingui/react/macro';
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Notice } from '../../components/notice.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import type { DraftPlace } from '../composer/draft-store.js';
import { DraftKept } from './later-parts.js';

/** In place of the composer while a thread is locked; also while one was writing, and then the text is not lost. */
export function LockedNotice({ threadId }: { threadId: string }): ReactNode {
  return (
    <Notice role="status">
      <p className="thread-locked">
        <Lock size={16} aria-hidden="true" />{' '}
        <Trans>A facilitator locked this discussion. It can be read, but takes no replies and no edits.</Trans>
      </p>
      <OwnDraft place={{ kind: 'reply', threadId }} />
    </Notice>
  );
}

/** In place of the composer where a community was archived. */
export function ArchivedNotice({ place, action }: { place: DraftPlace; action?: ReactNode }): ReactNode {
  return (
    <Notice role="status" action={action}>
      <p>
        <Trans>This community is archived. Everything can be read, and nothing new is added.</Trans>
      </p>
      <OwnDraft place={place} />
    </Notice>
  );
}

/** See {@link DraftKept}; a visitor has written nothing. */
function OwnDraft({ place }: { place: DraftPlace }): ReactNode {
  const { me } = useViewer();
  return me ? <DraftKept accountId={me.id} place={place} /> : null;
}
