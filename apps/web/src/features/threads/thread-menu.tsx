import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Menu } from '../../components/menu.js';
import { ProblemNotice } from '../../components/problem.js';
import { LockThreadDocument, PinThreadDocument } from '../../gql/graphql.js';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';

interface ThreadMenuProps {
  head: ThreadHeadFragment;
  onArranged: () => void;
}

/** What those who keep order can do with a discussion as a whole. */
export function ThreadMenu({ head, onArranged }: ThreadMenuProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const locking = useAction(LockThreadDocument);
  const pinning = useAction(PinThreadDocument);
  const root = useRef<HTMLDivElement>(null);
  const { id: threadId, locked, pinned, viewerCan } = head;
  const act = async (run: () => Promise<object | null>, words: string): Promise<void> => {
    locking.clear();
    pinning.clear();
    if (await run()) announce(words);
    // Refused or not, the page shows how it is.
    onArranged();
  };
  const lock = (): void =>
    void act(
      () => locking.run({ input: { threadId, locked: !locked } }),
      locked ? t`The discussion is open again.` : t`The discussion is locked.`,
    );
  const pin = (): void =>
    void act(
      () => pinning.run({ input: { threadId, pinned: !pinned } }),
      pinned ? t`The discussion is no longer pinned.` : t`The discussion is pinned.`,
    );
  return (
    <div ref={root} className="thread-order">
      <Menu
        className="thread-order-button"
        align="start"
        button={
          <>
            <Trans>Moderate</Trans> <ChevronDown size={16} aria-hidden="true" />
          </>
        }
      >
        {(close) => {
          const item = (words: ReactNode, run: () => void): ReactNode => (
            <button
              type="button"
              className="post-menu-item"
              onClick={() => {
                root.current?.querySelector<HTMLElement>('.thread-order-button')?.focus();
                close();
                run();
              }}
            >
              {words}
            </button>
          );
          return (
            <>
              {viewerCan.lock
                ? item(locked ? <Trans>Unlock the discussion</Trans> : <Trans>Lock the discussion</Trans>, lock)
                : null}
              {viewerCan.pin
                ? item(pinned ? <Trans>Unpin it</Trans> : <Trans>Pin it to the top of the list</Trans>, pin)
                : null}
            </>
          );
        }}
      </Menu>
      <ProblemNotice problem={locking.problem} />
      <ProblemNotice problem={pinning.problem}>
        {pinning.problem?.fields['pinned'] ? (
          <Trans>Two discussions are pinned in this community already. Unpin one of them first.</Trans>
        ) : null}
      </ProblemNotice>
    </div>
  );
}
