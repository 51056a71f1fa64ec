import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Contrast, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { useNextSearch } from '../../features/identity/use-next-search.js';
import { SearchBox } from '../../features/search/search-box.js';
import { useTheme } from '../../features/settings/use-appearance.js';
import { useLanguageChoice } from '../../features/settings/use-language-choice.js';
import { classNames } from '../../lib/class-names.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { themeAfter } from '../../lib/theme/theme.js';
import { BellLater } from './bell-later.js';
import { AccountMenu, MyCommunitiesMenu } from './members-later.js';
import styles from './shell.module.css';
import { VisitorMenu } from './visitor-menu.js';

function LanguageSwitch(): ReactNode {
  const { locale } = useLocale();
  const choose = useLanguageChoice();
  const other = locale === 'fr' ? 'en' : 'fr';
  const name = other === 'fr' ? 'Français' : 'English';
  return (
    <button
      type="button"
      className={classNames(styles.tool, styles.language)}
      lang={other}
      data-short={other.toUpperCase()}
      onClick={() => choose(other)}
    >
      <span>{name}</span>
    </button>
  );
}

function ThemeToggle(): ReactNode {
  const { t } = useLingui();
  const { theme, choose } = useTheme();
  const contrast = theme === 'HIGH_CONTRAST';
  const label = contrast ? t`Leave high contrast` : t`Switch between light and dark`;
  return (
    <button
      type="button"
      className={classNames(styles.tool, styles.onDesktop)}
      aria-label={label}
      title={label}
      onClick={() => choose(themeAfter(theme))}
    >
      {contrast ? (
        <Contrast size={20} aria-hidden="true" />
      ) : (
        <>
          <Sun className="only-dark" size={20} aria-hidden="true" />
          <Moon className="only-light" size={20} aria-hidden="true" />
        </>
      )}
    </button>
  );
}

/** Logo, the places one can go, and what concerns oneself. */
export function Header({ menuSignal }: { menuSignal: number }): ReactNode {
  const { t } = useLingui();
  const { known, me } = useViewer();
  const next = useNextSearch();
  const [searching, setSearching] = useState(false);
  return (
    <header className={styles.header}>
      <div className={classNames(styles.bar, searching && styles.searching, known && !me && styles.signedOut)}>
        <Link to="/" className={styles.logo} aria-label={t`Copse, home page`}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>Copse</span>
        </Link>
        <nav className={styles.nav} aria-label={t`Main`}>
          <Link to="/communities" className={styles.navLink} activeOptions={{ includeSearch: false }}>
            <Trans>Communities</Trans>
          </Link>
          {me ? (
            <span className={styles.wideOnly}>
              <MyCommunitiesMenu signal={menuSignal} />
            </span>
          ) : null}
        </nav>
        <span className={styles.spacer} />
        <SearchBox open={searching} setOpen={setSearching} />
        <LanguageSwitch />
        <ThemeToggle />
        {known && !me ? (
          <>
            <Link to="/sign-up" search={next} className={classNames(styles.tool, styles.beside)}>
              <Trans>Create an account</Trans>
            </Link>
            <LinkButton to="/sign-in" search={next} small className={styles.wayIn}>
              <Trans>Sign in</Trans>
            </LinkButton>
            <VisitorMenu />
          </>
        ) : null}
        {me?.emailVerified ? <BellLater /> : null}
        {me ? <AccountMenu me={me} /> : null}
      </div>
    </header>
  );
}
