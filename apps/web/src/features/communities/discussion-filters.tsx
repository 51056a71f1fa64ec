import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shownDiscussions } from './discussions-search.js';
import { filterLink } from './filter-link.js';
import links from './filter-links.module.css';

/** All discussions or some; each choice is an address of its own. What only members have is shown to them alone. */
export function DiscussionFilters({ slug, isMember }: { slug: string; isMember: boolean }): ReactNode {
  const { t } = useLingui();
  const names = { unread: t`Unread`, unanswered: t`Without reply`, mine: t`Started by me` };
  const shown = shownDiscussions.filter((show) => isMember || show === 'unanswered');
  return (
    <nav className={links.group} aria-label={t`Which discussions`}>
      <Link {...filterLink} to="/c/$slug" params={{ slug }} search={{}}>
        <Trans>All discussions</Trans>
      </Link>
      {shown.map((show) => (
        <Link {...filterLink} key={show} to="/c/$slug" params={{ slug }} search={{ show }}>
          {names[show]}
        </Link>
      ))}
    </nav>
  );
}
