import { useLingui } from '@lingui/react/macro';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApplicationQueue } from '../applications/application-queue.js';
import { CommunityLog } from '../audit/community-log.js';
import { useTabCommunity } from '../communities/community-context.js';
import { ForFacilitators } from '../communities/for-facilitators.js';
import type { CommunityHome } from '../communities/use-community.js';
import { InvitationsPart } from '../invitations/invitations-part.js';
import { Reports } from '../moderation/reports.js';
import type { FacilitatePart } from './facilitate-search.js';
import styles from './facilitation.module.css';
import { looksAfter } from './waiting-count.js';

/** The parts that the viewer may see; staff who only keep order see the reports. */
function partsFor({ viewerCan }: CommunityHome): FacilitatePart[] {
  return [
    ...(viewerCan.facilitate ? (['applications'] as const) : []),
    ...(viewerCan.moderate ? (['reports'] as const) : []),
    ...(viewerCan.invite ? (['invitations'] as const) : []),
    ...(viewerCan.facilitate ? (['log'] as const) : []),
  ];
}

/** `/c/:slug/facilitate`: what waits for the facilitators, whom they have invited, and what was done. */
export function FacilitateTab(): ReactNode {
  const { t } = useLingui();
  const community = useTabCommunity();
  const search = useSearch({ from: '/c/$slug/tabs/facilitate' });
  const { slug } = community;
  if (!looksAfter(community)) return <ForFacilitators slug={slug} />;
  const names: Record<FacilitatePart, string> = {
    applications: t`Applications`,
    reports: t`Reports`,
    invitations: t`Invitations`,
    log: t`Log`,
  };
  const parts = partsFor(community);
  const [first] = parts;
  const shown = parts.find((part) => part === search.part) ?? first;
  return (
    <>
      <nav className={styles.parts} aria-label={t`Parts of facilitating`}>
        {parts.map((part) => (
          <Link
            key={part}
            to="/c/$slug/facilitate"
            params={{ slug }}
            search={part === first ? {} : { part }}
            className={styles.part}
            activeOptions={{ exact: true }}
            aria-current={part === shown ? 'page' : undefined}
          >
            {names[part]}
          </Link>
        ))}
      </nav>
      <h2>{shown ? names[shown] : null}</h2>
      {shown === 'applications' ? <ApplicationQueue community={community} chosen={search.application ?? null} /> : null}
      {shown === 'reports' ? <Reports slug={slug} /> : null}
      {shown === 'invitations' ? <InvitationsPart slug={slug} /> : null}
      {shown === 'log' ? <CommunityLog slug={slug} /> : null}
    </>
  );
}
