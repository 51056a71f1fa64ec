import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Skeleton } from '../../components/skeleton.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import styles from './settings.module.css';

/** `/settings/…`: one page per section, beside their names. */
export function SettingsFrame(): ReactNode {
  const { t } = useLingui();
  const { known, me } = useViewer();
  if (known && !me) return <SignInFirst title={t`Settings`} />;
  if (me && !me.emailVerified) {
    return (
      <Page title={t`Settings`} width="reading">
        <h1>
          <Trans>Settings</Trans>
        </h1>
        <Notice kind="info">
          <Trans>
            Confirm your address first; then you can change your settings. The link is in the e-mail that we sent you.
            Until then, this device keeps the language and the theme that you choose.
          </Trans>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={t`Settings`}>
      <h1>
        <Trans>Settings</Trans>
      </h1>
      <div className={styles.frame}>
        <nav className={styles.nav} aria-label={t`Settings`}>
          <Link to="/settings" className={styles.navLink} activeOptions={{ exact: true }}>
            <Trans>Profile and appearance</Trans>
          </Link>
          <Link to="/settings/mail" className={styles.navLink}>
            <Trans>E-mail notifications</Trans>
          </Link>
          <Link to="/settings/security" className={styles.navLink}>
            <Trans>Password and address</Trans>
          </Link>
          <Link to="/settings/sessions" className={styles.navLink}>
            <Trans>Where you are signed in</Trans>
          </Link>
          <Link to="/settings/tokens" className={styles.navLink}>
            <Trans>Access tokens</Trans>
          </Link>
          <Link to="/settings/account" className={styles.navLink}>
            <Trans>Close the account</Trans>
          </Link>
        </nav>
        <div className={styles.content}>
          {me ? <Outlet /> : <Skeleton label={t`Loading the settings`} heights={[32, 70, 70, 70]} />}
        </div>
      </div>
    </Page>
  );
}
