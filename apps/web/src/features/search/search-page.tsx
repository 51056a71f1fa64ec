import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useSearch } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../components/button.js';
import { Page } from '../../components/page.js';
import { SearchPlaceDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { FoundCommunities } from './found-communities.js';
import { focusSearch } from './search-focus.js';
import { SearchResults } from './search-results.js';
import styles from './search.module.css';

/** The community that is searched in, by its name; while that is not known, by its address. */
function usePlace(slug: string | undefined) {
  const { language } = useLocale();
  const [{ data, error }] = useQuery({
    query: SearchPlaceDocument,
    variables: { slug: slug ?? '', language },
    pause: slug === undefined,
    requestPolicy: 'cache-first',
  });
  const found = slug === undefined ? null : (data?.community ?? null);
  return { found, name: found?.name ?? slug ?? '', missing: problemOf(error)?.code === 'NOT_FOUND' };
}

/** `/search?q=&in=`: discussions and posts that hold the words, among what one may read. */
export function SearchPage(): ReactNode {
  const { t } = useLingui();
  const { q, in: slug } = useSearch({ from: '/search' });
  const { found, name, missing } = usePlace(slug);
  return (
    <Page title={q ? t`${q}: search` : t`Search`} width="reading">
      <div className={styles.head}>
        <h1>{q ? <Trans>Results for “{q}”</Trans> : <Trans>Search</Trans>}</h1>
        {slug ? (
          <p className={styles.scope}>
            <span className={styles.place}>
              <Trans>in {name}</Trans>
              <Link
                to="/search"
                search={q ? { q } : {}}
                className={styles.everywhere}
                aria-label={t`Search in all communities, not only in ${name}`}
                title={t`Search in all communities`}
              >
                <X size={16} aria-hidden="true" />
              </Link>
            </span>
          </p>
        ) : null}
      </div>
      {q ? (
        <>
          {slug ? null : <FoundCommunities key={q} query={q} />}
          <SearchResults key={`${slug ?? ''} ${q}`} query={q} slug={slug} place={found} missing={missing} />
        </>
      ) : (
        <div className={styles.hint}>
          <p>
            <Trans>
              Search the titles and the posts of all discussions that you can read, in English and in French. Put words
              in quotation marks to find them side by side, and a minus sign before a word that must not be there.
            </Trans>
          </p>
          <Button onClick={focusSearch}>
            <Trans>Type what you are looking for</Trans>
          </Button>
        </div>
      )}
    </Page>
  );
}
