import { Trans } from '@lingui/react/macro';
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Notice } from '../../components/notice.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { readDraft } from '../composer/draft-store.js';
import type { DraftPlace } from '../composer/draft-store.js';

/** In place of the composer while a thread is locked; also while one was writing, and then the text is not lost. */
export function LockedNotice({ threadId }: { threadId: string }): ReactNode {
  return (
    <Notice role="status">
      <p className="thread-locked">
        <Lock size={16} aria-hidden="true" />{' '}
        <Trans>A facilitator locked this discussion. It can be read, but takes no replies and no edits.</Trans>
      </p>
      <DraftKept place={{ kind: 'reply', threadId }} />
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
      <DraftKept place={place} />
    </Notice>
  );
}

/** Says to somebody who was writing here that the text is not lost. */
function DraftKept({ place }: { place: DraftPlace }): ReactNode {
  const { me } = useViewer();
  if (me === null || readDraft(localStorage, me.id, place) === null) return null;
  return (
    <p>
      <Trans>What you were writing is kept on this device.</Trans>
    </p>
  );
}
