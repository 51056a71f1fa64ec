import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LinkButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { SearchDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { AskElsewhere } from './ask-elsewhere.js';
import { FoundPosts } from './found-posts.js';
import styles from './search.module.css';

/** So many posts and titles are compared (libs/posts): where as many were found, there may be older ones. */
const MANY = 500;

interface SearchResultsProps {
  query: string;
  slug: string | undefined;
  /** The community that is searched in, once it is known. */
  place: { slug: string; name: string; viewerCan: { startThread: boolean } } | null;
  /** There is no such community. */
  missing: boolean;
}

/** What was found, page by page, with how much it is; or what can be done where nothing was. */
export function SearchResults({ query, slug, place, missing }: SearchResultsProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [after, setAfter] = useState<string | null>(null);
  // Asked anew each time: what was removed meanwhile is not shown from memory.
  const [{ data, error, fetching, stale }, refetch] = useQuery({
    query: SearchDocument,
    variables: { query, community: slug ?? null, language, after },
    requestPolicy: 'cache-and-network',
  });
  const retry = (): void => refetch({ requestPolicy: 'network-only' });
  const problem = problemOf(error);
  const found = data?.search;
  if (missing) return <NoSuchPlace query={query} />;
  if (!found) {
    if (problem) return <ProblemNotice problem={problem} onRetry={retry} />;
    return <Skeleton label={t`Searching`} heights={[26, 118, 118, 118, 118, 118]} />;
  }
  if (found.edges.length === 0 && !problem) return <Nothing query={query} slug={slug} place={place} />;
  return (
    <>
      <p className={styles.count} role="status">
        {found.totalCount >= MANY ? (
          <Trans>Many results; the newest were looked at. One word more finds less.</Trans>
        ) : (
          <Plural value={found.totalCount} one="# result" other="# results" />
        )}
      </p>
      {problem ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      <FoundPosts found={found.edges.map(({ node }) => node)} />
      {found.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching || stale} onPress={() => setAfter(found.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}

function NoSuchPlace({ query }: { query: string }): ReactNode {
  return (
    <Notice
      role="status"
      action={
        <LinkButton to="/search" search={{ q: query }} small>
          <Trans>Search in all communities</Trans>
        </LinkButton>
      }
    >
      <Trans>There is no such community.</Trans>
    </Notice>
  );
}

function Nothing({ query, slug, place }: Omit<SearchResultsProps, 'missing'>): ReactNode {
  return (
    <Empty>
      <p className={styles.words} role="status">
        <Trans>No results for “{query}”.</Trans>
      </p>
      <p>
        <Trans>
          Try fewer words, or others: accents and plurals do not matter, and both languages are searched. Files are
          found in the library of their community.
        </Trans>
      </p>
      <div className={styles.ways}>
        {place?.viewerCan.startThread ? (
          <LinkButton to="/c/$slug/new" params={{ slug: place.slug }} search={{ title: query }} look="primary">
            <Trans>Ask the community</Trans>
          </LinkButton>
        ) : null}
        {slug ? (
          <LinkButton to="/search" search={{ q: query }}>
            <Trans>Search in all communities</Trans>
          </LinkButton>
        ) : (
          <AskElsewhere query={query} />
        )}
      </div>
    </Empty>
  );
}
