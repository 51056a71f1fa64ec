import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { CommunityTiesDocument, FollowDiscussionDocument, WatchCommunityDocument } from '../../gql/graphql.js';
import type { WatchLevel } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { CommunityTies } from '../mail/community-ties.js';
import type { InboxRow } from './inbox-source.js';
import styles from './inbox.module.css';
import { useReasons } from './use-reasons.js';

interface WhyProps {
  row: InboxRow;
  id: string;
  /** Something was changed; the list is to be read anew. */
  onChanged: () => void;
  onClose: () => void;
}

interface LevelProps {
  level: WatchLevel | null | undefined;
  busy: boolean;
  choose: (level: WatchLevel) => void;
}

function DiscussionLevel({ level, busy, choose }: LevelProps): ReactNode {
  if (!level) return null;
  return (
    <>
      <p role="status">
        {level === 'MUTED' ? (
          <Trans>This discussion is muted: nothing more comes from it.</Trans>
        ) : level === 'NORMAL' ? (
          <Trans>You do not follow this discussion. You hear of it only when you are mentioned or quoted.</Trans>
        ) : null}
      </p>
      <p className={styles.actions}>
        {level === 'WATCHING' ? (
          <Button small busy={busy} onClick={() => choose('NORMAL')}>
            <Trans>Stop following</Trans>
          </Button>
        ) : (
          <Button small busy={busy} onClick={() => choose('WATCHING')}>
            <Trans>Follow the discussion</Trans>
          </Button>
        )}
        {level === 'MUTED' ? null : (
          <Button small busy={busy} onClick={() => choose('MUTED')}>
            <Trans>Mute the discussion</Trans>
          </Button>
        )}
      </p>
    </>
  );
}

interface CommunityLevelProps {
  community: { slug: string; name: string };
  level: WatchLevel;
}

/** The short way to stop what one has begun by following the community; the menu below it offers more. */
function CommunityLevel({ community: { slug, name }, level }: CommunityLevelProps): ReactNode {
  const watching = useAction(WatchCommunityDocument);
  return (
    <>
      <p role="status">
        {level === 'MUTED' ? (
          <Trans>{name} is muted.</Trans>
        ) : level === 'NORMAL' ? (
          <Trans>You do not follow {name}.</Trans>
        ) : null}
      </p>
      <p className={styles.actions}>
        <Button
          small
          busy={watching.busy}
          onClick={() => void watching.run({ slug, level: level === 'WATCHING' ? 'NORMAL' : 'WATCHING' })}
        >
          {level === 'WATCHING' ? <Trans>Stop following</Trans> : <Trans>Follow the community</Trans>}
        </Button>
      </p>
      <ProblemNotice problem={watching.problem} />
    </>
  );
}

interface CommunityProps {
  slug: string;
  /** It is why this was told. */
  isReason: boolean;
}

/** What one hears of the community and when it sends mail: only members have that to choose. */
function Community({ slug, isReason }: CommunityProps): ReactNode {
  const { language } = useLocale();
  const [{ data }] = useQuery({ query: CommunityTiesDocument, variables: { slug, language } });
  const community = data?.community;
  if (!community?.viewerRole) return null;
  const { name, watchLevel } = community;
  return (
    <>
      {isReason && watchLevel ? <CommunityLevel community={community} level={watchLevel} /> : null}
      <p>
        <Trans>What you hear from {name}:</Trans>
      </p>
      <CommunityTies community={community} />
    </>
  );
}

/** Why somebody was told of this, and how to stop it where that is possible. Who asks is led there. */
export function Why({ row, id, onChanged, onClose }: WhyProps): ReactNode {
  const { t } = useLingui();
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => answer.current?.focus(), []);
  const { sentence } = useReasons()(row);
  const discussion = useAction(FollowDiscussionDocument);
  const { thread, community } = row;
  return (
    <div ref={answer} role="group" aria-labelledby={id} tabIndex={-1} className={styles.why}>
      <div className={styles.whyHead}>
        <p id={id}>{sentence}</p>
        <button type="button" className={styles.act} title={t`Close`} aria-label={t`Close`} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {thread && row.reason !== 'FOLLOWS_COMMUNITY' ? (
        <DiscussionLevel
          level={thread.watchLevel}
          busy={discussion.busy}
          choose={async (level) => {
            if (await discussion.run({ input: { threadId: thread.id, level } })) onChanged();
          }}
        />
      ) : null}
      <ProblemNotice problem={discussion.problem} />
      <Community slug={community.slug} isReason={row.reason === 'FOLLOWS_COMMUNITY'} />
    </div>
  );
}
