import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { useOutbox } from '../composer/outbox-provider.js';
import type { OutgoingReply } from '../composer/reply-outbox.js';
import { goToPost } from './go-to-post.js';
import type { ThreadReader } from './thread-reader.js';
import type { ThreadPost } from './thread-window.js';

const NONE: readonly OutgoingReply[] = [];
const nothing = (): (() => void) => () => undefined;
const none = (): readonly OutgoingReply[] => NONE;

/** This reader's replies to the thread that are on their way; when one is posted, it is put in and gets the focus. */
export function useOutgoing(threadId: string, reader: ThreadReader): OutgoingReply[] {
  const { t } = useLingui();
  const announce = useAnnounce();
  const outbox = useOutbox();
  const all = useSyncExternalStore(outbox?.subscribe ?? nothing, outbox?.read ?? none);
  const say = useRef(() => announce(t`Your reply has been posted.`));
  useEffect(() => {
    say.current = () => announce(t`Your reply has been posted.`);
  });

  useEffect(() => {
    const putIn = async (post: ThreadPost, follow: boolean): Promise<void> => {
      await reader.own(post);
      if (follow) goToPost(post.number, 'nearest');
      say.current();
    };
    return outbox?.onOutcome((reply, { post }) => {
      if (!post || reply.threadId !== threadId) return;
      // Somebody who has begun something else meanwhile is not taken away from it.
      const active = document.activeElement;
      const follow = !active || active === document.body || active.closest('.post-outgoing') !== null;
      void putIn(post, follow);
    });
  }, [outbox, reader, threadId]);

  return all.filter((reply) => reply.threadId === threadId);
}
