import { Trans } from '@lingui/react/macro';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { ReactNode, Ref } from 'react';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useOutbox } from '../composer/outbox-provider.js';
import { ReplyComposerLater } from '../composer/reply-composer-later.js';
import type { ReplyComposerHandle } from '../composer/reply-composer.js';
import { useWasPossible } from '../membership/use-was-possible.js';
import { JoinHere, MembershipLostNotice } from './later-parts.js';
import { ArchivedNotice, LockedNotice } from './locked-notice.js';

interface ReplyAreaProps {
  head: ThreadHeadFragment;
  composer: Ref<ReplyComposerHandle>;
  onPost: (replyId: string) => void;
  /** To be called when what one may do here has turned out to be another than it was. */
  onStandingChanged: () => void;
}

/** The end of a thread: the composer, or why there is none and what one can do about it. */
export function ReplyArea({ head, composer, onPost, onStandingChanged }: ReplyAreaProps): ReactNode {
  const { known, me } = useViewer();
  const here = useRouterState({ select: (state) => state.location.href });
  const { community } = head;
  const outbox = useOutbox();
  const changed = useEffectEvent(onStandingChanged);
  useEffect(
    () =>
      outbox?.onOutcome((reply, { problem }) => {
        if (problem?.code === 'FORBIDDEN' && reply.threadId === head.id) changed();
      }),
    [outbox, head.id],
  );
  const excluded = useWasPossible(head.viewerCan.reply) && !community.viewerRole && !head.locked;
  if (!known) return <div className="thread-reply-room" />;
  if (me && head.viewerCan.reply) {
    return (
      <ReplyComposerLater key={me.id} ref={composer} me={me} threadId={head.id} slug={community.slug} onPost={onPost} />
    );
  }
  if (community.status === 'ARCHIVED') {
    return <ArchivedNotice place={{ kind: 'reply', threadId: head.id }} />;
  }
  if (head.locked) return <LockedNotice threadId={head.id} />;
  if (!me) {
    return (
      <Notice
        kind="info"
        action={
          <LinkButton to="/sign-in" search={{ next: here }} look="primary">
            <Trans>Sign in to reply</Trans>
          </LinkButton>
        }
      >
        <Trans>Everybody can read this discussion. Members of the community can answer.</Trans>
      </Notice>
    );
  }
  if (!community.viewerRole) {
    return (
      <>
        {excluded ? <MembershipLostNotice place={{ kind: 'reply', threadId: head.id }} /> : null}
        <JoinHere slug={community.slug} onJoined={onStandingChanged} />
      </>
    );
  }
  return (
    <Notice kind="warn">
      {me.emailVerified ? (
        <Trans>You cannot reply in this discussion.</Trans>
      ) : (
        <Trans>Confirm your address first; then you can reply. The link is in the e-mail that we sent you.</Trans>
      )}
    </Notice>
  );
}
