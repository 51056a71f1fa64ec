import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { FacilitationCountsDocument } from '../../gql/graphql.js';
import { formatNumber } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useCommunityNews } from '../../lib/realtime/use-community-news.js';
import type { CommunityHome } from '../communities/use-community.js';
import styles from './facilitation.module.css';

/** Whether the viewer has something to do on the facilitators' page. */
export const looksAfter = ({ viewerCan }: Pick<CommunityHome, 'viewerCan'>): boolean =>
  viewerCan.facilitate || viewerCan.moderate;

/** How many applications and reports wait, beside the name of the page; nothing while none does. */
export function WaitingCount({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const [{ data }, refetch] = useQuery({ query: FacilitationCountsDocument, variables: { slug } });
  useCommunityNews({ id: data?.community?.id ?? null, slug }, true, () => refetch({ requestPolicy: 'network-only' }));
  const waiting = (data?.community?.applications?.totalCount ?? 0) + (data?.community?.reports?.totalCount ?? 0);
  if (waiting === 0) return null;
  const count = formatNumber(waiting, locale);
  return (
    <span className={styles.count} aria-label={t`${count} waiting`}>
      {count}
    </span>
  );
}
