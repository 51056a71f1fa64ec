import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './resource.module.css';

/** The way back to the library: a path where there is room, one link on a phone. */
export function ResourceCrumbs({ community }: { community: { slug: string; name: string } }): ReactNode {
  const { t } = useLingui();
  const params = { slug: community.slug };
  return (
    <nav className={styles.crumbs} aria-label={t`You are here`}>
      <ol>
        <li>
          <Link to="/communities">
            <Trans>Communities</Trans>
          </Link>
          <ChevronRight size={14} aria-hidden="true" />
        </li>
        <li>
          <Link to="/c/$slug" params={params}>
            {community.name}
          </Link>
          <ChevronRight size={14} aria-hidden="true" />
        </li>
        <li>
          <ChevronLeft className={styles.back} size={16} aria-hidden="true" />
          <Link to="/c/$slug/library" params={params}>
            <Trans>Library</Trans>
          </Link>
        </li>
      </ol>
    </nav>
  );
}
