import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../components/empty.js';
import { LinkButton } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { DirectoryDocument } from '../../gql/graphql.js';
import type { CommunityStatus } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { CommunityRows } from './community-list.js';
import { DirectoryFilters } from './directory-filters.js';
import type { DirectoryPath, DirectorySearch } from './directory-search.js';
import type { PageSearch } from '../../lib/page-search.js';
import styles from './directory.module.css';

const statusOf: Record<NonNullable<DirectorySearch['status']>, CommunityStatus> = {
  organizing: 'ORGANIZING',
  operational: 'OPERATIONAL',
  archived: 'ARCHIVED',
};

interface DirectoryProps {
  path: DirectoryPath;
  search: DirectorySearch;
}

/** The communities that pass the filters, page by page, with their number. */
function DirectoryList({ path, search, begin }: DirectoryProps & { begin: string | null }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const filters = {
    language,
    association: search.association ?? null,
    status: search.status ? statusOf[search.status] : null,
    openToJoin: search.join ? true : null,
    query: search.q ?? null,
  };
  const filterKey = JSON.stringify(filters);
  const [page, setPage] = useState<{ filterKey: string; after: string | null }>({ filterKey, after: begin });
  const after = page.filterKey === filterKey ? page.after : null;
  const [{ data, error, fetching }, refetch] = useQuery({ query: DirectoryDocument, variables: { ...filters, after } });
  const problem = problemOf(error);
  const list = data?.communities;
  if (!list) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the communities`} heights={[28, 120, 120, 120, 120, 120]} />;
  }
  return (
    <>
      <p className={styles.count} role="status">
        <Plural value={list.totalCount} _0="No communities" one="# community" other="# communities" />
      </p>
      {problem ? <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} /> : null}
      {list.edges.length === 0 ? (
        <Empty>
          <p>
            <Trans>No community matches. Try a shorter word such as “museum”, or look at all of them.</Trans>
          </p>
          <LinkButton to={path} search={{}}>
            <Trans>See all communities</Trans>
          </LinkButton>
        </Empty>
      ) : (
        <CommunityRows communities={list.edges.map(({ node }) => node)} />
      )}
      {list.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setPage({ filterKey, after: list.pageInfo.endCursor ?? null })} />
      ) : null}
    </>
  );
}

/** The directory: filters that live in the address, and the list, from the page that it names. */
export function Directory({ path, search }: DirectoryProps & { search: PageSearch }): ReactNode {
  const { after, ...filters } = search;
  return (
    <>
      <DirectoryFilters path={path} search={filters} />
      <DirectoryList key={after} path={path} search={filters} begin={after ?? null} />
    </>
  );
}
