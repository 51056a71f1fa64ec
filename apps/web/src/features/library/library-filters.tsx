import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { SelectField } from '../../components/field.js';
import { LibraryTagsDocument } from '../../gql/graphql.js';
import { formatNumber } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useResourceWords } from '../resource/use-resource-words.js';
import {
  isFiltered,
  kindOf,
  languageOf,
  libraryKinds,
  libraryLanguages,
  librarySearch,
  librarySorts,
} from './library-search.js';
import type { LibrarySearch } from './library-search.js';
import styles from './library.module.css';

/** Kind, language, tag and order; each choice is an address of its own. */
export function LibraryFilters({ slug, search }: { slug: string; search: LibrarySearch }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const words = useResourceWords();
  const navigate = useNavigate();
  const [{ data }] = useQuery({ query: LibraryTagsDocument, variables: { slug } });
  const tags = data?.community?.resourceTags ?? [];
  const { tag } = search;
  // The address may name one that is not among the most used, or written otherwise.
  const others = tag && !tags.some((one) => one.tag === tag) ? [tag] : [];
  const choose = (field: keyof LibrarySearch, value: string): void =>
    void navigate({
      to: '/c/$slug/library',
      params: { slug },
      search: librarySearch({ ...search, [field]: value || undefined }),
      replace: true,
      resetScroll: false,
    });
  const orders = { title: t`By title`, downloads: t`Most downloaded first` };
  return (
    <div className={styles.filters} role="group" aria-label={t`What the list shows`}>
      <SelectField
        label={<Trans>Kind</Trans>}
        value={search.kind ?? ''}
        onChange={(event) => choose('kind', event.target.value)}
      >
        <option value="">{t`All kinds`}</option>
        {libraryKinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.kind(kindOf(kind))}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={<Trans>Language</Trans>}
        value={search.language ?? ''}
        onChange={(event) => choose('language', event.target.value)}
      >
        <option value="">{t`All languages`}</option>
        {libraryLanguages.map((language) => (
          <option key={language} value={language}>
            {words.language(languageOf(language))}
          </option>
        ))}
      </SelectField>
      {tags.length > 0 || tag ? (
        <SelectField
          label={<Trans>Tag</Trans>}
          value={tag ?? ''}
          onChange={(event) => choose('tag', event.target.value)}
        >
          <option value="">{t`All tags`}</option>
          {others.map((one) => (
            <option key={one}>{one}</option>
          ))}
          {tags.map((one) => (
            <option key={one.tag} value={one.tag}>
              {`${one.tag} (${formatNumber(one.count, locale)})`}
            </option>
          ))}
        </SelectField>
      ) : null}
      <SelectField
        label={<Trans>Order</Trans>}
        value={search.sort ?? ''}
        onChange={(event) => choose('sort', event.target.value)}
      >
        <option value="">{t`Newest first`}</option>
        {librarySorts.map((sort) => (
          <option key={sort} value={sort}>
            {orders[sort]}
          </option>
        ))}
      </SelectField>
      {isFiltered(search) ? (
        <Link
          to="/c/$slug/library"
          params={{ slug }}
          search={search.sort ? { sort: search.sort } : {}}
          resetScroll={false}
          className={styles.clear}
        >
          <Trans>Clear the filters</Trans>
        </Link>
      ) : null}
    </div>
  );
}
