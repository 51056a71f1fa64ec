import { Trans } from '@lingui/react/macro';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { SessionStrip } from '../../features/identity/session-strip.js';
import { later } from '../../components/later.js';
import { AccountPreferences } from '../../features/settings/account-preferences.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { withWords } from '../../lib/i18n/locale.js';
import { useLiveSession } from '../../lib/realtime/use-live-session.js';
import { Footer } from './footer.js';
import { Header } from './header.js';
import { MailCareLater } from './mail-care-later.js';
import { OfflineStrip } from './offline-strip.js';
import { ShellShortcuts } from './shell-shortcuts.js';
import styles from './shell.module.css';

/** For who has just come alone, and gone then. */
const VerifyStrip = later(
  withWords('account', () => import('../../features/identity/verify-strip.js').then((part) => part.VerifyStrip)),
  // A line, so that the page moves no further than it must; without its script nothing is lost but a reminder.
  { waiting: ({ className }) => <div className={className}>&nbsp;</div>, failed: () => null },
);

/** Moves the focus to the page when the address changes, so that screen readers and the keyboard begin there. */
function useFocusOnNavigation(): { current: HTMLElement | null } {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

/** What stands around every page. */
export function Shell(): ReactNode {
  useLiveSession();
  const main = useFocusOnNavigation();
  const navigate = useNavigate();
  const { me } = useViewer();
  const [menuSignal, setMenuSignal] = useState(0);
  return (
    <>
      <a className={styles.skip} href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <AccountPreferences />
      <ShellShortcuts
        onHome={() => void navigate({ to: '/' })}
        onInbox={me?.emailVerified ? () => void navigate({ to: '/inbox' }) : null}
        onMyCommunities={me ? () => setMenuSignal((before) => before + 1) : null}
      />
      <Header menuSignal={menuSignal} />
      <div className={styles.strips}>
        <OfflineStrip />
        <SessionStrip className={styles.strip} />
      </div>
      {me?.emailVerified === false ? <VerifyStrip className={styles.strip} /> : null}
      <MailCareLater />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Footer />
    </>
  );
}
