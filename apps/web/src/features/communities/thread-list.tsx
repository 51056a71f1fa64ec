import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Lock, Pin } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { Avatar } from '../../components/avatar.js';
import rows from '../../components/rows.module.css';
import { Time } from '../../components/time.js';
import type { ThreadRowFragment } from '../../gql/graphql.js';
import { classNames } from '../../lib/class-names.js';
import { useRowKeys } from '../../lib/keyboard/use-row-keys.js';
import { PersonName } from '../membership/person-name.js';
import styles from './thread-list.module.css';
import { UnreadLink } from './unread-link.js';

function Row({ slug, thread }: { slug: string; thread: ThreadRowFragment }): ReactNode {
  return (
    <li className={classNames(rows.row, styles.row)}>
      <Avatar id={thread.author.id} name={thread.author.name} />
      <div className={styles.body}>
        <h3 className={classNames(rows.title, styles.title)}>
          <Link to="/c/$slug/d/$id/{-$title}" params={{ slug, id: thread.id }}>
            {withNoBreakSpaces(thread.title)}
          </Link>
        </h3>
        <UnreadLink slug={slug} thread={thread} />
        <p className={styles.excerpt}>{thread.excerpt}</p>
        <p className={styles.facts}>
          {thread.pinned ? (
            <span className={styles.mark}>
              <Pin size={14} aria-hidden="true" /> <Trans>Pinned</Trans>
            </span>
          ) : null}
          {thread.locked ? (
            <span className={styles.mark}>
              <Lock size={14} aria-hidden="true" /> <Trans>Locked</Trans>
            </span>
          ) : null}
          <span>
            <PersonName person={thread.author} />
          </span>
          <span>
            <Plural value={thread.replyCount} _0="No replies yet" one="# reply" other="# replies" />
          </span>
          {thread.replyCount > 0 ? (
            <span>
              <Trans>
                Last by <PersonName person={thread.lastAuthor} />, <Time at={thread.lastActivityAt} />
              </Trans>
            </span>
          ) : (
            <Time at={thread.createdAt} />
          )}
        </p>
      </div>
    </li>
  );
}

/** Discussions as rows; each is one link. */
export function ThreadList({ slug, threads }: { slug: string; threads: readonly ThreadRowFragment[] }): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <ul ref={list} className={rows.rows}>
      {threads.map((thread) => (
        <Row key={thread.id} slug={slug} thread={thread} />
      ))}
    </ul>
  );
}
