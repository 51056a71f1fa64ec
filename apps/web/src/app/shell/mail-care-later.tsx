import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { later } from '../../components/later.js';
import { keepStripRoom, StripRoom } from '../../features/mail/strip-room.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import styles from './shell.module.css';

const MailCare = later(() => import('../../features/mail/mail-care.js').then(({ MailCare: component }) => component), {
  waiting: ({ isTold, className }) => (isTold ? <StripRoom className={className} /> : null),
});

/** See {@link MailCare}; only accounts whose address is theirs get mail about what is written. */
export function MailCareLater(): ReactNode {
  const { known, me } = useViewer();
  // The page about it says more.
  const isTold = useRouterState({ select: (state) => state.location.pathname !== '/settings/mail' });
  const none = known && !me?.emailVerified;
  useEffect(() => {
    if (none) keepStripRoom(null);
  }, [none]);
  if (!known) return isTold ? <StripRoom className={styles.strip} /> : null;
  if (!me?.emailVerified) return null;
  return <MailCare key={me.id} accountId={me.id} isTold={isTold} className={styles.strip} />;
}
