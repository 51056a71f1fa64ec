import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import links from './filter-links.module.css';
import { shownDiscussions } from './discussions-search.js';

/** All discussions or some; each choice is an address of its own. What only members have is shown to them alone. */
export function DiscussionFilters({ slug, isMember }: { slug: string; isMember: boolean }): ReactNode {
  const { t } = useLingui();
  const names = { unread: t`Unread`, unanswered: t`Without reply`, mine: t`Started by me` };
  const link = (children: ReactNode, search: object, key?: string): ReactNode => (
    <Link
      key={key}
      to="/c/$slug"
      params={{ slug }}
      search={search}
      resetScroll={false}
      className={links.filter}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {children}
    </Link>
  );
  return (
    <nav className={links.group} aria-label={t`Which discussions`}>
      {link(<Trans>All discussions</Trans>, {})}
      {shownDiscussions.map((show) => (isMember || show === 'unanswered' ? link(names[show], { show }, show) : null))}
    </nav>
  );
}
