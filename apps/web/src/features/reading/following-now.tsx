import { Trans } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { WatchThreadDocument } from '../../gql/graphql.js';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useOutbox } from '../composer/outbox-provider.js';
import type { ThreadReader } from '../threads/thread-reader.js';

/** When the server is asked after a reply, each after the one before. */
const WAITS_MS = [500, 1_500, 4_000];

/** Who has scrolled further away from it meanwhile reads something else. */
const NEAR_PX = 160;

/** A discussion of one's own that is not older has just been started on this page. */
const JUST_MS = 60_000;

interface FollowingNowProps {
  reader: ThreadReader;
  head: ThreadHeadFragment;
  viewerId: string;
}

/** Says after something of one's own was posted that one follows the discussion by it, with the way out beside it. */
export function FollowingNow({ reader, head, viewerId }: FollowingNowProps): ReactNode {
  const outbox = useOutbox();
  const stop = useAction(WatchThreadDocument);
  const [begun, setBegun] = useState(false);
  const { id: threadId, watchLevel } = head;
  // It is told behind the answer to the reply, and a choice of one's own stays what it is: nobody knows but the server.
  const posted = useEffectEvent(async () => {
    if (watchLevel !== 'NORMAL') return;
    for (const wait of WAITS_MS) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      await reader.readHead();
      const level = reader.read().head?.watchLevel;
      if (level === 'NORMAL') continue;
      setBegun(level === 'WATCHING');
      return;
    }
  });
  const arrived = useEffectEvent(() => {
    if (head.author.id === viewerId && Date.now() - Date.parse(head.createdAt) < JUST_MS) void posted();
  });
  useEffect(() => {
    const timer = setTimeout(() => arrived(), 0);
    return () => clearTimeout(timer);
  }, []);
  useEffect(
    () =>
      outbox?.onOutcome((reply, { post }) => {
        if (post && reply.threadId === threadId) void posted();
      }),
    [outbox, threadId],
  );
  const notice = useRef<HTMLDivElement>(null);
  const shown = begun && watchLevel === 'WATCHING';
  useLayoutEffect(() => {
    if (!shown || !notice.current) return;
    const { top, bottom } = notice.current.getBoundingClientRect();
    const isNear = bottom > 0 && top < window.innerHeight + NEAR_PX;
    if (isNear) notice.current.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [shown]);
  if (!shown) return null;
  return (
    <div ref={notice} className="thread-following-now">
      <Notice
        kind="info"
        role="status"
        action={
          <Button
            small
            busy={stop.busy}
            onClick={async () => {
              const data = await stop.run({ input: { threadId, level: 'NORMAL' } });
              if (data) reader.know({ watchLevel: data.watchThread.watchLevel });
            }}
          >
            <Trans>Stop following</Trans>
          </Button>
        }
      >
        <Trans>You follow this discussion now, because you have written in it: you hear of every reply.</Trans>
      </Notice>
      <ProblemNotice problem={stop.problem} />
    </div>
  );
}
