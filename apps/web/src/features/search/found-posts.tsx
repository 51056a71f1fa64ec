import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import rows from '../../components/rows.module.css';
import { Time } from '../../components/time.js';
import type { FoundPostFragment } from '../../gql/graphql.js';
import { classNames } from '../../lib/class-names.js';
import { useRowKeys } from '../../lib/keyboard/use-row-keys.js';
import { PersonName } from '../membership/person-name.js';
import styles from './search.module.css';

type Parts = FoundPostFragment['title'];

function Marked({ parts }: { parts: Parts }): ReactNode {
  return parts.map(({ text, matched }, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- the pieces of a text are known by their place alone
    matched ? <mark key={index}>{withNoBreakSpaces(text)}</mark> : withNoBreakSpaces(text),
  );
}

function Row({ post }: { post: FoundPostFragment }): ReactNode {
  const { number, thread, language } = post;
  const { slug, name, visibility } = thread.community;
  return (
    <li className={classNames(rows.row, styles.row)}>
      <h2 className={classNames(rows.title, styles.title)} lang={number === 1 ? language?.toLowerCase() : undefined}>
        <Link
          to="/c/$slug/d/$id/{-$title}"
          params={{ slug, id: thread.id }}
          {...(number > 1 ? { hash: `post-${number}` } : {})}
        >
          <Marked parts={post.title} />
        </Link>
      </h2>
      {post.excerpt.length > 0 ? (
        <p className={styles.excerpt} lang={language?.toLowerCase()}>
          <Marked parts={post.excerpt} />
        </p>
      ) : null}
      <p className={styles.facts}>
        <span className={styles.community}>
          {visibility === 'PRIVATE' ? <Lock size={14} aria-hidden="true" /> : null} {name}
        </span>
        <span>
          <PersonName person={post.author} />
        </span>
        {number > 1 ? (
          <span>
            <Trans>In a reply</Trans>
          </span>
        ) : null}
        <Time at={post.createdAt} />
        {language ? <span>{language === 'FR' ? <Trans>French</Trans> : <Trans>English</Trans>}</span> : null}
      </p>
    </li>
  );
}

/** Posts that were found, the best first; each row leads to the post itself. */
export function FoundPosts({ found }: { found: readonly FoundPostFragment[] }): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  useRowKeys(list);
  return (
    <ol ref={list} className={rows.rows}>
      {found.map((post) => (
        <Row key={post.postId} post={post} />
      ))}
    </ol>
  );
}
