import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useRouterState } from '@tanstack/react-router';
import { Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { useTheme } from '../../features/settings/use-appearance.js';
import { useLanguageChoice } from '../../features/settings/use-language-choice.js';
import { classNames } from '../../lib/class-names.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { AccountMenu } from './account-menu.js';
import { MyCommunitiesMenu } from './my-communities-menu.js';
import styles from './shell.module.css';

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
  const { choose } = useTheme();
  return (
    <button
      type="button"
      className={classNames(styles.tool, styles.onDesktop)}
      aria-label={t`Switch between light and dark`}
      title={t`Switch between light and dark`}
      onClick={() => choose(document.documentElement.dataset.scheme === 'dark' ? 'LIGHT' : 'DARK')}
    >
      <Sun className="only-dark" size={20} aria-hidden="true" />
      <Moon className="only-light" size={20} aria-hidden="true" />
    </button>
  );
}

/** Logo, the places one can go, and what concerns oneself. */
export function Header({ menuSignal }: { menuSignal: number }): ReactNode {
  const { t } = useLingui();
  const { known, me } = useViewer();
  const here = useRouterState({ select: (state) => state.location });
  const onIdentityPage = /^\/(sign-in|sign-up|verify|confirm-email|forgot-password|reset-password|claim)$/.test(
    here.pathname,
  );
  const next = onIdentityPage || here.pathname === '/' ? {} : { next: here.href };
  return (
    <header className={classNames(styles.header, known && !me && styles.signedOut)}>
      <div className={styles.bar}>
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
        <LanguageSwitch />
        <ThemeToggle />
        {known && !me ? (
          <>
            <Link to="/sign-up" className={classNames(styles.tool, styles.onDesktop)}>
              <Trans>Create an account</Trans>
            </Link>
            <LinkButton to="/sign-in" search={next} small>
              <Trans>Sign in</Trans>
            </LinkButton>
          </>
        ) : null}
        {known ? <AccountMenu /> : null}
      </div>
    </header>
  );
}
