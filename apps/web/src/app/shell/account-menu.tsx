import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/avatar.js';
import { Menu } from '../../components/menu.js';
import { useSignOut } from '../../features/identity/use-sign-out.js';
import { useTheme } from '../../features/settings/use-appearance.js';
import { classNames } from '../../lib/class-names.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { MyCommunitiesList } from './my-communities-menu.js';
import styles from './shell.module.css';

function ThemeItem({ close }: { close: () => void }): ReactNode {
  const { choose } = useTheme();
  const dark = document.documentElement.dataset.scheme === 'dark';
  return (
    <button
      type="button"
      className={classNames(styles.menuItem, styles.onPhone)}
      onClick={() => {
        choose(dark ? 'LIGHT' : 'DARK');
        close();
      }}
    >
      {dark ? <Trans>Light theme</Trans> : <Trans>Dark theme</Trans>}
    </button>
  );
}

function VisitorItems({ close }: { close: () => void }): ReactNode {
  return (
    <>
      <Link to="/communities" className={styles.menuItem} onClick={close}>
        <Trans>Communities</Trans>
      </Link>
      <Link to="/sign-up" className={styles.menuItem} onClick={close}>
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
  const signOut = useSignOut();
  if (!me) {
    return (
      <span className={styles.onPhone}>
        <Menu label={t`Menu`} className={styles.tool} button={<MenuIcon size={20} aria-hidden="true" />}>
          {(close) => <VisitorItems close={close} />}
        </Menu>
      </span>
    );
  }
  const { id, name } = me;
  return (
    <Menu label={t`Account of ${name}`} className={styles.tool} button={<Avatar id={id} name={name} small />}>
      {(close) => (
        <>
          <p className={styles.menuHead}>
            <strong>{name}</strong>
            <br />
            {me.email}
          </p>
          <div className={styles.phoneBlock}>
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
              void signOut();
            }}
          >
            <Trans>Sign out</Trans>
          </button>
        </>
      )}
    </Menu>
  );
}
