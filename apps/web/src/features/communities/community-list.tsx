import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { hueOf } from '../../components/hue.js';
import { Time } from '../../components/time.js';
import type { CommunityCardFragment } from '../../gql/graphql.js';
import { useRowKeys } from '../../lib/keyboard/use-row-keys.js';
import { MemberCount, RoleChip, StatusChip, Summary, VisibilityChip } from './community-facts.js';
import styles from './community-list.module.css';

interface BarStyle extends CSSProperties {
  '--bar': string;
}

/** The hue of a community, for its bar. */
export const barStyle = (id: string): BarStyle => ({ '--bar': `var(--bar-${hueOf(id)})` });

interface ListProps {
  communities: readonly (CommunityCardFragment & { lastActivityAt?: string | null })[];
}

/** Communities as rows: name, purpose, facts. The directory's form. */
export function CommunityRows({ communities }: ListProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <ul ref={list} className={styles.rows}>
      {communities.map((community) => (
        <li key={community.id} className={styles.row} style={barStyle(community.slug)}>
          <h2 className={styles.name}>
            <Link to="/c/$slug" params={{ slug: community.slug }}>
              {community.name}
            </Link>
          </h2>
          <p className={styles.summary}>
            <Summary text={community.summary} />
          </p>
          <div className={styles.facts}>
            <VisibilityChip community={community} />
            <StatusChip community={community} />
            <RoleChip community={community} />
            <MemberCount count={community.memberCount} />
            <span>{community.association.name}</span>
            {community.lastActivityAt ? (
              <span>
                <Trans>
                  Last post <Time at={community.lastActivityAt} />
                </Trans>
              </span>
            ) : null}
            {community.tags.length > 0 ? (
              <span className={styles.tags} lang="en">
                {community.tags.map((tag) => (
                  <span key={tag}>#{tag}</span>
                ))}
              </span>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface CardsProps {
  communities: readonly (CommunityCardFragment & { unreadThreads?: number | null })[];
}

/** Counted up to here: beyond it "99+" is said. */
const COUNTED = 100;

function UnreadThreads({ count }: { count: number | null | undefined }): ReactNode {
  if (!count) return null;
  return (
    <span className={styles.unread}>
      {count < COUNTED ? (
        <Plural value={count} one="# discussion with something new" other="# discussions with something new" />
      ) : (
        <Trans>99+ discussions with something new</Trans>
      )}
    </span>
  );
}

/** Communities as cards, for the few of the home page. */
export function CommunityCards({ communities }: CardsProps): ReactNode {
  return (
    <ul className={styles.cards}>
      {communities.map((community) => (
        <li key={community.id} className={styles.card} style={barStyle(community.slug)}>
          <h3 className={styles.name}>
            <Link to="/c/$slug" params={{ slug: community.slug }}>
              {community.name}
            </Link>
          </h3>
          <p className={styles.summary}>
            <Summary text={community.summary} />
          </p>
          <div className={styles.facts}>
            <UnreadThreads count={community.unreadThreads} />
            <StatusChip community={community} />
            <RoleChip community={community} />
            <MemberCount count={community.memberCount} />
          </div>
        </li>
      ))}
    </ul>
  );
}
