import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shownDiscussions, type ShownDiscussions } from './discussions-search.js';
import { filterLink } from './filter-link.js';
import links from './filter-links.module.css';

interface FiltersProps {
  slug: string;
  isMember: boolean;
  /** What is shown; undefined: all. */
  shown: ShownDiscussions | undefined;
}

/** All discussions or some; each choice is an address of its own. What only members have is shown to them alone. */
export function DiscussionFilters({ slug, isMember, shown }: FiltersProps): ReactNode {
  const { t } = useLingui();
  const names = { unread: t`Unread`, unanswered: t`Without reply`, mine: t`Started by me` };
  const choices = shownDiscussions.filter((show) => isMember || show === 'unanswered');
  return (
    <nav className={links.group} aria-label={t`Which discussions`}>
      <Link {...filterLink(!shown)} to="/c/$slug" params={{ slug }} search={{}}>
        <Trans>All discussions</Trans>
      </Link>
      {choices.map((show) => (
        <Link {...filterLink(show === shown)} key={show} to="/c/$slug" params={{ slug }} search={{ show }}>
          {names[show]}
        </Link>
      ))}
    </nav>
  );
}
