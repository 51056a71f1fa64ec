import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { LinkButton } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { LibraryDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import { useOnline } from '../../lib/use-online.js';
import { AboutTab } from '../communities/about-tab.js';
import { isOpenToViewer, useTabCommunity } from '../communities/community-context.js';
import type { CommunityHome } from '../communities/use-community.js';
import { DeletedResources } from './deleted-resources.js';
import { DropZone } from './drop-zone.js';
import { keepHandedFiles } from './handed-files.js';
import { LibraryFilters } from './library-filters.js';
import { LibraryList } from './library-list.js';
import { isFiltered, listVariables } from './library-search.js';
import type { LibrarySearch } from './library-search.js';
import styles from './library.module.css';
import { NothingFound, NothingShared } from './nothing-here.js';

function ShareButton({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const params = { slug };
  const label = t`Share a resource`;
  useShortcuts([{ keys: 'n', label, run: () => void navigate({ to: '/c/$slug/library/share', params }) }]);
  return (
    <LinkButton to="/c/$slug/library/share" params={params} look="primary">
      <Plus size={18} aria-hidden="true" />
      {label}
    </LinkButton>
  );
}

interface ResourcesProps {
  community: CommunityHome;
  search: LibrarySearch;
  /** The cursor that the list begins after, where the address names one. */
  begin: string | null;
}

function Resources({ community, search, begin }: ResourcesProps): ReactNode {
  const { t } = useLingui();
  const { slug, viewerCan, viewerRole } = community;
  const announce = useAnnounce();
  const online = useOnline();
  const filterKey = JSON.stringify(search);
  const [page, setPage] = useState<{ filterKey: string; after: string | null }>({ filterKey, after: begin });
  const after = page.filterKey === filterKey ? page.after : null;
  const [{ data, error, fetching, stale }, refetch] = useQuery({
    query: LibraryDocument,
    variables: { slug, after, ...listVariables(search) },
  });
  const problem = problemOf(error);
  const again = (): void => refetch({ requestPolicy: 'network-only' });
  const wasOffline = useEffectEvent(() => {
    if (problem?.code === 'OFFLINE') again();
  });
  useEffect(() => {
    if (online) wasOffline();
  }, [online]);
  const list = data?.community?.resources;
  const count = list?.edges.length ?? 0;
  // Said once the answer to other filters is there; the first list speaks for itself.
  const said = useRef(filterKey);
  const say = useEffectEvent((key: string) => {
    if (said.current === key) return;
    said.current = key;
    announce(count === 0 ? t`Nothing found` : t`The list has changed`);
  });
  const there = list !== undefined && !fetching && !stale;
  useEffect(() => {
    if (there) say(filterKey);
  }, [there, filterKey]);
  const empty = list !== undefined && count === 0 && !isFiltered(search);
  const mayShare = viewerCan.shareResource;
  return (
    <>
      <div className={styles.head}>
        <h2>
          <Trans>Library</Trans>
        </h2>
        <div className={styles.headActions}>
          {viewerRole !== null || viewerCan.moderate ? (
            <Link to="/c/$slug/library" params={{ slug }} search={{ deleted: true }}>
              <Trans>Recently deleted</Trans>
            </Link>
          ) : null}
          {mayShare && !empty ? <ShareButton slug={slug} /> : null}
        </div>
      </div>
      {empty ? null : <LibraryFilters slug={slug} search={search} />}
      {problem ? <ProblemNotice problem={problem} onRetry={again} /> : null}
      {list ? null : problem ? null : <Skeleton label={t`Loading the library`} heights={[76, 76, 76, 76, 76, 76]} />}
      {empty ? <NothingShared>{mayShare ? <ShareButton slug={slug} /> : null}</NothingShared> : null}
      {list && count === 0 && !empty ? <NothingFound slug={slug} /> : null}
      {list && count > 0 ? <LibraryList slug={slug} resources={list.edges.map(({ node }) => node)} /> : null}
      {list?.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setPage({ filterKey, after: list.pageInfo.endCursor ?? null })} />
      ) : null}
    </>
  );
}

/** `/c/:slug/library`: what the members have shared; an outsider of a private community reads about it instead. */
export function LibraryTab(): ReactNode {
  const community = useTabCommunity();
  const { after, ...search } = useSearch({ from: '/c/$slug/tabs/library' });
  const navigate = useNavigate();
  const { slug, viewerCan } = community;
  if (!isOpenToViewer(community)) return <AboutTab />;
  const deleted = search.deleted === true;
  return (
    <DropZone
      active={viewerCan.shareResource && !deleted}
      onDrop={(files) => {
        keepHandedFiles(files);
        void navigate({ to: '/c/$slug/library/share', params: { slug } });
      }}
    >
      {deleted ? (
        <DeletedResources slug={slug} />
      ) : (
        <Resources key={after} community={community} search={search} begin={after ?? null} />
      )}
    </DropZone>
  );
}
