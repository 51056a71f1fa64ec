import { Trans, useLingui } from '@lingui/react/macro';
import { Bell, BellOff, BellRing, Check, ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Menu } from '../../components/menu.js';
import { ProblemNotice } from '../../components/problem.js';
import { WatchThreadDocument } from '../../gql/graphql.js';
import type { WatchLevel } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';

interface FollowMenuProps {
  threadId: string;
  level: WatchLevel;
  onChanged: (level: WatchLevel | null) => void;
}

const LEVELS = ['WATCHING', 'NORMAL', 'MUTED'] as const;
const ICONS = { WATCHING: BellRing, NORMAL: Bell, MUTED: BellOff } as const;

/** How one follows the discussion: the button says how it is, or offers to follow; its menu says what each choice means. */
export function FollowMenu({ threadId, level, onChanged }: FollowMenuProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const watching = useAction(WatchThreadDocument);
  const root = useRef<HTMLDivElement>(null);
  const said = {
    WATCHING: t`You follow this discussion.`,
    NORMAL: t`You do not follow this discussion.`,
    MUTED: t`This discussion is muted.`,
  };
  const choose = async (next: WatchLevel): Promise<void> => {
    if (watching.busy) return;
    const data = await watching.run({ input: { threadId, level: next } });
    if (!data) return;
    onChanged(data.watchThread.watchLevel);
    announce(said[next]);
  };
  useShortcuts([
    {
      keys: 'f',
      label: t`Follow the discussion, or stop following it`,
      run: () => void choose(level === 'WATCHING' ? 'NORMAL' : 'WATCHING'),
    },
  ]);
  const Icon = ICONS[level];
  return (
    <div ref={root} className="thread-follow">
      <Menu
        className="thread-order-button"
        align="start"
        button={
          <>
            <Icon size={18} aria-hidden="true" />
            {level === 'NORMAL' ? <Trans>Follow</Trans> : <State level={level} />}
            <span className="visually-hidden">
              {level === 'NORMAL' ? (
                <Trans>– not followed now: choose what you hear of this discussion</Trans>
              ) : (
                <Trans>– choose what you hear of this discussion</Trans>
              )}
            </span>
            <ChevronDown size={16} aria-hidden="true" />
          </>
        }
      >
        {(close) =>
          LEVELS.map((one) => (
            <button
              key={one}
              type="button"
              className="post-menu-item thread-follow-choice"
              aria-current={one === level ? 'true' : undefined}
              onClick={() => {
                root.current?.querySelector('button')?.focus();
                close();
                if (one !== level) void choose(one);
              }}
            >
              <Check size={18} aria-hidden="true" />
              <span>
                <strong>
                  <State level={one} />
                </strong>{' '}
                <Meaning level={one} />
              </span>
            </button>
          ))
        }
      </Menu>
      <ProblemNotice problem={watching.problem} />
    </div>
  );
}

function State({ level }: { level: WatchLevel }): ReactNode {
  if (level === 'WATCHING') return <Trans>Following</Trans>;
  return level === 'MUTED' ? <Trans>Muted</Trans> : <Trans>Not following</Trans>;
}

function Meaning({ level }: { level: WatchLevel }): ReactNode {
  if (level === 'WATCHING') return <Trans>You hear of every reply.</Trans>;
  return level === 'MUTED' ? (
    <Trans>You hear of nothing here, not even when somebody mentions you.</Trans>
  ) : (
    <Trans>You hear of it only when somebody mentions or quotes you.</Trans>
  );
}
