import { Plural, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ThreadRowFragment } from '../../gql/graphql.js';
import { formatNumber } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import styles from './thread-list.module.css';

/** How many posts of a discussion are unread: a way of its own, straight to the first of them. */
export function UnreadLink({ slug, thread }: { slug: string; thread: ThreadRowFragment }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const { id, title, unread, firstUnreadNumber } = thread;
  if (!unread || !firstUnreadNumber) return null;
  const count = formatNumber(unread, locale);
  return (
    <Link
      to="/c/$slug/d/$id/{-$title}"
      params={{ slug, id }}
      hash={`post-${firstUnreadNumber}`}
      className={styles.unread}
      aria-label={t`${count} unread in “${title}”: go to the first`}
    >
      <Plural value={unread} one="# unread" other="# unread" />
    </Link>
  );
}
