import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/avatar.js';
import { Menu } from '../../components/menu.js';
import { useNextSearch } from '../../features/identity/use-next-search.js';
import { useSignOut } from '../../features/identity/use-sign-out.js';
import { useTheme } from '../../features/settings/use-appearance.js';
import { classNames } from '../../lib/class-names.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { themeAfter } from '../../lib/theme/theme.js';
import { MyCommunitiesList } from './my-communities-menu.js';
import styles from './shell.module.css';

function ThemeItem({ close }: { close: () => void }): ReactNode {
  const { theme, choose } = useTheme();
  const next = themeAfter(theme);
  return (
    <button
      type="button"
      className={classNames(styles.menuItem, styles.onPhone)}
      onClick={() => {
        choose(next);
        close();
      }}
    >
      {theme === 'HIGH_CONTRAST' ? (
        <Trans>Leave high contrast</Trans>
      ) : next === 'LIGHT' ? (
        <Trans>Light theme</Trans>
      ) : (
        <Trans>Dark theme</Trans>
      )}
    </button>
  );
}

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

/** One's own pages and the way out; on phones also what has no room beside it. */
export function AccountMenu(): ReactNode {
  const { t } = useLingui();
  const { me, mailboxKept } = useViewer();
  const { signOut, dialog } = useSignOut();
  if (!me) {
    return (
      <span className={styles.onTablet}>
        <Menu label={t`Menu`} className={styles.tool} button={<MenuIcon size={20} aria-hidden="true" />}>
          {(close) => <VisitorItems close={close} />}
        </Menu>
      </span>
    );
  }
  const { id, name } = me;
  return (
    <>
      {dialog}
      <Menu label={t`Account of ${name}`} className={styles.tool} button={<Avatar id={id} name={name} small />}>
        {(close) => (
          <>
            <p className={styles.menuHead}>
              <strong>{name}</strong>
              <br />
              {me.email}
            </p>
            <div className={styles.phoneBlock}>
              <Link to="/communities" className={styles.menuItem} onClick={close}>
                <Trans>Communities</Trans>
              </Link>
              <p className={styles.menuTitle}>
                <Trans>My communities</Trans>
              </p>
              <MyCommunitiesList close={close} />
              <hr className={styles.rule} />
            </div>
            <Link to="/people/$id" params={{ id }} className={styles.menuItem} onClick={close}>
              <Trans>My profile</Trans>
            </Link>
            <Link to="/settings" className={styles.menuItem} activeOptions={{ exact: true }} onClick={close}>
              <Trans>Settings</Trans>
            </Link>
            {me.isStaff ? (
              <Link to="/admin" className={styles.menuItem} activeOptions={{ exact: true }} onClick={close}>
                <Trans>Administration</Trans>
              </Link>
            ) : null}
            {me.isStaff && mailboxKept ? (
              <Link to="/admin/mailbox" className={styles.menuItem} onClick={close}>
                <Trans>Kept mail</Trans>
              </Link>
            ) : null}
            <ThemeItem close={close} />
            <hr className={styles.rule} />
            <button
              type="button"
              className={styles.menuItem}
              onClick={() => {
                close();
                signOut();
              }}
            >
              <Trans>Sign out</Trans>
            </button>
          </>
        )}
      </Menu>
    </>
  );
}
