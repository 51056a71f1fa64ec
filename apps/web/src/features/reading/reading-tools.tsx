import { Plural, useLingui } from '@lingui/react/macro';
import { ArrowDown } from 'lucide-react';
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { ReactNode, Ref, RefObject } from 'react';
import { useClient } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { MarkUnreadDocument } from '../../gql/graphql.js';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import { classNames } from '../../lib/class-names.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import type { ThreadReader } from '../threads/thread-reader.js';
import type { NewFrom } from '../threads/thread-source.js';
import type { ThreadPost } from '../threads/thread-window.js';
import { hadUnread } from '../threads/tools-class.js';
import { FollowMenu } from './follow-menu.js';
import { marksOfClient } from './marks-of-client.js';
import { useReadTracking } from './use-read-tracking.js';

export { FollowingNow } from './following-now.js';

/** What the page can ask of the tools. */
export interface ReadingToolsHandle {
  /** Marks everything from a number on as unread. */
  markUnread: (number: number) => void;
}

interface ReadingToolsProps {
  reader: ThreadReader;
  head: ThreadHeadFragment;
  posts: readonly ThreadPost[];
  newFrom: NewFrom | null | undefined;
  viewerId: string;
  container: RefObject<HTMLElement | null>;
  onJump: (number: number) => void;
  /** Marking as unread was refused at a post; null when it is tried anew. */
  onRefused: (refusal: { number: number; problem: Problem } | null) => void;
  ref: Ref<ReadingToolsHandle>;
}

/**
 * What a member has in the row below the title: the way to what is new, and how one follows the discussion. It also notes
 * what is read. All of it is loaded after the thread can be read; the row keeps its height meanwhile.
 */
export function ReadingTools(props: ReadingToolsProps): ReactNode {
  const { reader, head, posts, newFrom, viewerId, container, onJump, onRefused, ref } = props;
  const { t } = useLingui();
  const client = useClient();
  const announce = useAnnounce();
  const marks = useMemo(() => marksOfClient(client, viewerId), [client, viewerId]);
  const resting = useRef(false);
  useReadTracking({ head, posts, viewerId, container, marks, resting });
  useEffect(
    () =>
      marks.onMarked(({ id, unread, firstUnreadNumber }) => {
        if (id === head.id && !resting.current) reader.know({ unread, firstUnreadNumber });
      }),
    [marks, reader, head.id],
  );

  const markUnread = async (number: number): Promise<void> => {
    onRefused(null);
    // Who puts something off has it in view still: nothing is read here until the discussion is opened again.
    resting.current = true;
    await marks.forget(head.id);
    const { data, error } = await client
      .mutation(MarkUnreadDocument, { input: { threadId: head.id, number } })
      .toPromise();
    if (!data) {
      resting.current = false;
      onRefused({ number, problem: problemOf(error) ?? { code: 'INTERNAL', fields: {} } });
      return;
    }
    const { unread, firstUnreadNumber: first } = data.markUnread;
    const state = { unread, firstUnreadNumber: first };
    if (first) reader.know(state, { number: first, chosen: true });
    else reader.know(state);
    announce(first ? t`Unread from reply ${first} on.` : t`Nothing that others wrote comes after this.`);
  };
  useImperativeHandle(ref, () => ({ markUnread: (number) => void markUnread(number) }));
  useShortcuts([
    {
      keys: 'm',
      label: t`Mark unread from here`,
      run: () => {
        const post = document.activeElement?.closest<HTMLElement>('article[data-number]');
        if (post && container.current?.contains(post)) void markUnread(Number(post.dataset.number));
      },
    },
  ]);

  const unread = head.unread ?? 0;
  const first = head.firstUnreadNumber;
  const jump = (): void => {
    if (first) onJump(first);
  };
  useShortcuts([{ keys: 'N', label: t`Go to the first unread reply`, run: jump }]);
  return (
    <>
      {head.watchLevel ? (
        <FollowMenu
          threadId={head.id}
          level={head.watchLevel}
          onChanged={(watchLevel) => reader.know({ watchLevel })}
        />
      ) : null}
      {hadUnread(newFrom) ? (
        <Button
          // Its place stays when all is read, so that nothing moves under the reader.
          className={classNames('thread-unread', unread === 0 && 'thread-unread-none')}
          onClick={jump}
        >
          <ArrowDown size={18} aria-hidden="true" />
          <Plural value={unread} one="Jump to # unread reply" other="Jump to # unread replies" />
        </Button>
      ) : null}
    </>
  );
}
