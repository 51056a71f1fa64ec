import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, Lock, Pin } from 'lucide-react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { Chip } from '../../components/chip.js';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import { StatusChip, VisibilityChip } from '../communities/community-facts.js';

/** The way back: a path where there is room, one link on a phone. */
export function ThreadCrumbs({ community }: { community: { slug: string; name: string } }): ReactNode {
  const { t } = useLingui();
  return (
    <nav className="thread-crumbs" aria-label={t`You are here`}>
      <ol>
        <li>
          <Link to="/communities">
            <Trans>Communities</Trans>
          </Link>
          <ChevronRight size={14} aria-hidden="true" />
        </li>
        <li>
          <ChevronLeft className="thread-crumbs-back" size={16} aria-hidden="true" />
          <Link to="/c/$slug" params={{ slug: community.slug }}>
            {community.name}
          </Link>
        </li>
      </ol>
    </nav>
  );
}

interface ThreadHeadingProps {
  head: ThreadHeadFragment;
  replies: number;
}

/** Title and the facts below it. */
export function ThreadHeading({ head, replies }: ThreadHeadingProps): ReactNode {
  return (
    <header className="thread-heading">
      <h1>{withNoBreakSpaces(head.title)}</h1>
      <div className="thread-facts">
        {head.community.visibility === 'PRIVATE' ? <VisibilityChip community={head.community} /> : null}
        <StatusChip community={head.community} />
        {head.pinned ? (
          <Chip>
            <Pin size={14} aria-hidden="true" /> <Trans>Pinned</Trans>
          </Chip>
        ) : null}
        {head.locked ? (
          <Chip tone="warm">
            <Lock size={14} aria-hidden="true" /> <Trans>Locked</Trans>
          </Chip>
        ) : null}
        <span>
          <Plural value={replies} _0="No replies yet" one="# reply" other="# replies" />
        </span>
      </div>
    </header>
  );
}
