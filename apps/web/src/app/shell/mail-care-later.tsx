import type { ReactNode } from 'react';
import { later } from '../../components/later.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import styles from './shell.module.css';

const MailCare = later(() => import('../../features/mail/mail-care.js').then(({ MailCare: component }) => component));

/** See {@link MailCare}; only accounts whose address is theirs get mail about what is written. */
export function MailCareLater(): ReactNode {
  const { me } = useViewer();
  if (!me?.emailVerified) return null;
  return <MailCare key={me.id} accountId={me.id} className={styles.strip} />;
}
