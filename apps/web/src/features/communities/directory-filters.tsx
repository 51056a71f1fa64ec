import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { SlidersHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { TextField } from '../../components/field.js';
import { AssociationsDocument } from '../../gql/graphql.js';
import { classNames } from '../../lib/class-names.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { directorySearch } from './directory-search.js';
import type { DirectoryPath, DirectorySearch } from './directory-search.js';
import styles from './directory.module.css';
import { filterLink } from './filter-link.js';
import links from './filter-links.module.css';

/** A pause in typing after which the list follows, in milliseconds. */
const pause = 250;

interface FiltersProps {
  path: DirectoryPath;
  search: DirectorySearch;
}

function FindField({ path, search }: FiltersProps): ReactNode {
  const navigate = useNavigate();
  const router = useRouter();
  const [text, setText] = useState(search.q ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = useRef(search.q ?? '');
  useEffect(() => {
    // The address changed by other means (Back, a link): the field follows.
    if ((search.q ?? '') !== typed.current.trim()) {
      typed.current = search.q ?? '';
      setText(typed.current);
    }
  }, [search.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className={styles.find}>
      <TextField
        label={<Trans>Find a community</Trans>}
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={LIMITS.findText}
        value={text}
        onChange={(event) => {
          const value = event.target.value;
          setText(value);
          typed.current = value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            // Somebody was quicker than the pause and is on the way to a community, whose page may still be loading.
            if (router.latestLocation.pathname !== path) return;
            const q = value.trim();
            void navigate({
              to: path,
              search: (before) => ({ ...directorySearch(before), q: q || undefined }),
              replace: true,
              resetScroll: false,
            });
          }, pause);
        }}
      />
    </div>
  );
}

interface FilterLinkProps {
  path: DirectoryPath;
  search: DirectorySearch;
  isCurrent: boolean;
  children: ReactNode;
}

function FilterLink({ path, search, isCurrent, children }: FilterLinkProps): ReactNode {
  return (
    <Link {...filterLink(isCurrent)} to={path} search={search}>
      {children}
    </Link>
  );
}

/** Filters of which one is chosen, below their name. */
function Group({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <nav className={links.group} aria-label={name}>
      <span className={links.groupName} aria-hidden="true">
        {name}
      </span>
      {children}
    </nav>
  );
}

/** Find-as-you-type, association, status and how one gets in; each choice is an address of its own. */
export function DirectoryFilters({ path, search }: FiltersProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [{ data }] = useQuery({
    query: AssociationsDocument,
    variables: { language },
    requestPolicy: 'cache-first',
  });
  /** The filters as they are, but for this one. */
  const without = (name: keyof DirectorySearch): DirectorySearch => {
    const { [name]: _, ...others } = search;
    return others;
  };
  const statuses = [
    { value: 'operational', label: t`Active` },
    { value: 'organizing', label: t`Being set up` },
    { value: 'archived', label: t`Archived` },
  ] as const;
  const chosen = [search.association, search.status, search.join].filter(Boolean).length;
  const [unfolded, setUnfolded] = useState(chosen > 0);
  const id = useId();
  return (
    <div className={styles.filters}>
      <FindField path={path} search={search} />
      <button
        type="button"
        className={styles.unfold}
        aria-expanded={unfolded}
        aria-controls={id}
        onClick={() => setUnfolded(!unfolded)}
      >
        <SlidersHorizontal size={18} aria-hidden="true" />
        {chosen > 0 ? <Trans>Filters: {chosen}</Trans> : <Trans>Filters</Trans>}
      </button>
      <div id={id} className={classNames(styles.groups, !unfolded && styles.folded)}>
        <Group name={t`Association`}>
          <FilterLink path={path} search={without('association')} isCurrent={!search.association}>
            <Trans>All associations</Trans>
          </FilterLink>
          {data?.associations.map(({ id, slug, name }) => (
            <FilterLink
              key={id}
              path={path}
              search={{ ...search, association: slug }}
              isCurrent={search.association === slug}
            >
              {name}
            </FilterLink>
          ))}
        </Group>
        <Group name={t`Status`}>
          <FilterLink path={path} search={without('status')} isCurrent={!search.status}>
            <Trans>Any</Trans>
          </FilterLink>
          {statuses.map(({ value, label }) => (
            <FilterLink
              key={value}
              path={path}
              search={{ ...search, status: value }}
              isCurrent={search.status === value}
            >
              {label}
            </FilterLink>
          ))}
        </Group>
        <Group name={t`Joining`}>
          <FilterLink path={path} search={without('join')} isCurrent={!search.join}>
            <Trans>Any</Trans>
          </FilterLink>
          <FilterLink path={path} search={{ ...search, join: 'open' }} isCurrent={search.join === 'open'}>
            <Trans>Open to join</Trans>
          </FilterLink>
        </Group>
      </div>
    </div>
  );
}
