import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/avatar.js';
import { Menu } from '../../components/menu.js';
import { useSignOut } from '../../features/identity/use-sign-out.js';
import type { ViewerQuery } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { MyCommunitiesList } from './my-communities-menu.js';
import type { MemberMenuProps } from './my-communities-menu.js';
import styles from './shell.module.css';
import { ThemeItem } from './theme-item.js';

type Me = NonNullable<ViewerQuery['me']>;

/** One's own pages and the way out; on phones also what has no room beside it. */
export function AccountMenu({ me, openSignal, focused }: MemberMenuProps & { me: Me }): ReactNode {
  const { t } = useLingui();
  const { mailboxKept } = useViewer();
  const { signOut, dialog } = useSignOut();
  const { id, name } = me;
  return (
    <>
      {dialog}
      <Menu
        label={t`Account of ${name}`}
        className={styles.tool}
        openSignal={openSignal}
        focused={focused}
        button={<Avatar id={id} name={name} small />}
      >
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
