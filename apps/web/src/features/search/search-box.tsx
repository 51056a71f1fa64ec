import { useLingui } from '@lingui/react/macro';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { LIMITS } from '#contracts';
import { classNames } from '../../lib/class-names.js';
import { useShortcutsContext } from '../../lib/keyboard/shortcuts.js';
import { useSearchFocus } from './search-focus.js';
import styles from './search-box.module.css';
import { placeOf, searchParams } from './search-params.js';

interface SearchBoxProps {
  /** Whether the box stands in place of the rest of the bar, where there is no room for both. */
  open: boolean;
  setOpen: (open: boolean) => void;
}

/**
 * The one box to search with: in a community it searches there, and the results offer all others. On small screens an icon
 * opens it.
 */
export function SearchBox({ open, setOpen }: SearchBoxProps): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { enabled: withKeys } = useShortcutsContext();
  const fieldId = useId();
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const address = useRouterState({ select: ({ location }) => location.searchStr });
  const params = useRouterState({ select: ({ location }) => JSON.stringify(searchParams(location.search)) });
  const shown = JSON.parse(params) as ReturnType<typeof searchParams>;
  const place = placeOf(pathname, shown);
  const asked = pathname === '/search' ? (shown.q ?? '') : '';
  // What is typed belongs to the page that one looks at: another search, or none, and the box follows.
  const page = pathname === '/search' ? address : 'elsewhere';
  const [typed, setTyped] = useState({ page, text: asked });
  const text = typed.page === page ? typed.text : asked;

  const show = (): void => {
    // Drawn at once: a phone opens its keyboard for a field only while it handles the touch.
    flushSync(() => setOpen(true));
    field.current?.focus();
    field.current?.select();
  };
  useSearchFocus(show);
  const close = (): void => {
    flushSync(() => setOpen(false));
    opener.current?.focus();
  };
  const submit = (): void => {
    const q = text.trim();
    if (q === '') return field.current?.focus();
    setOpen(false);
    setTyped({ page: '', text: '' });
    field.current?.blur();
    void navigate({ to: '/search', search: { q, ...(place ? { in: place } : {}) } });
    return undefined;
  };
  const label = place ? t`Search this community` : t`Search`;
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={classNames(styles.opener, open && styles.away)}
        aria-label={label}
        aria-expanded={open}
        aria-controls={fieldId}
        onClick={show}
      >
        <Search size={20} aria-hidden="true" />
      </button>
      <form
        role="search"
        className={classNames(styles.box, open && styles.open)}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Search className={styles.sign} size={18} aria-hidden="true" />
        <input
          ref={field}
          id={fieldId}
          type="search"
          className={styles.field}
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={LIMITS.searchText}
          value={text}
          onChange={(event) => setTyped({ page, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && open) close();
          }}
        />
        {withKeys ? (
          <kbd className={styles.key} aria-hidden="true">
            /
          </kbd>
        ) : null}
        <button type="button" className={styles.close} aria-label={t`Close the search`} onClick={close}>
          <X size={20} aria-hidden="true" />
        </button>
      </form>
    </>
  );
}
