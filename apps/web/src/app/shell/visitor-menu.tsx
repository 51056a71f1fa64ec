import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu } from '../../components/menu.js';
import { useNextSearch } from '../../features/identity/use-next-search.js';
import styles from './shell.module.css';
import { ThemeItem } from './theme-item.js';

function VisitorItems({ close }: { close: () => void }): ReactNode {
  const next = useNextSearch();
  return (
    <>
      <Link to="/communities" className={styles.menuItem} onClick={close}>
        <Trans>Communities</Trans>
      </Link>
      <Link to="/sign-in" search={next} className={styles.menuItem} onClick={close}>
        <Trans>Sign in</Trans>
      </Link>
      <Link to="/sign-up" search={next} className={styles.menuItem} onClick={close}>
        <Trans>Create an account</Trans>
      </Link>
      <ThemeItem close={close} />
    </>
  );
}

/** On small screens: the ways in, and what has no room beside it. */
export function VisitorMenu(): ReactNode {
  const { t } = useLingui();
  return (
    <span className={styles.onTablet}>
      <Menu label={t`Menu`} className={styles.tool} button={<MenuIcon size={20} aria-hidden="true" />}>
        {(close) => <VisitorItems close={close} />}
      </Menu>
    </span>
  );
}
