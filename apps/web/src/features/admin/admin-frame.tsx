import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { Page } from '../../components/page.js';
import { Skeleton } from '../../components/skeleton.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import styles from './admin.module.css';

function Sections(): ReactNode {
  const { t } = useLingui();
  const { mailboxKept } = useViewer();
  return (
    <nav className={styles.nav} aria-label={t`Administration`}>
      <Link to="/admin" className={styles.navLink} activeOptions={{ exact: true }}>
        <Trans>Waiting</Trans>
      </Link>
      <Link to="/admin/communities" className={styles.navLink}>
        <Trans>Communities</Trans>
      </Link>
      <Link to="/admin/institutions" className={styles.navLink}>
        <Trans>Institutions</Trans>
      </Link>
      <Link to="/admin/programmes" className={styles.navLink}>
        <Trans>Programmes</Trans>
      </Link>
      <Link to="/admin/accounts" className={styles.navLink}>
        <Trans>Accounts</Trans>
      </Link>
      <Link to="/admin/audit" className={styles.navLink}>
        <Trans>Audit log</Trans>
      </Link>
      {mailboxKept ? (
        <Link to="/admin/mailbox" className={styles.navLink}>
          <Trans>Kept mail</Trans>
        </Link>
      ) : null}
    </nav>
  );
}

/** `/admin/…`: for administrators, one page per section. To everybody else there is nothing here. */
export function AdminFrame(): ReactNode {
  const { t } = useLingui();
  const { known, me } = useViewer();
  if (known && !me) return <SignInFirst title={t`Administration`} />;
  if (me && !me.isStaff) return <NotFoundPage />;
  return (
    <Page title={me ? null : t`Administration`}>
      <h1>
        <Trans>Administration</Trans>
      </h1>
      {me ? (
        <div className={styles.frame}>
          <Sections />
          <div className={styles.content}>
            <Outlet />
          </div>
        </div>
      ) : (
        <Skeleton label={t`Loading the administration`} heights={[32, 70, 70, 70]} />
      )}
    </Page>
  );
}
