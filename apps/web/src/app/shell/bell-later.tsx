import { later } from '../../components/later.js';
import styles from './shell.module.css';

/** The bell, whose scripts only come for who has an inbox; its place is kept until then. */
export const BellLater = later(async () => (await import('../../features/inbox/bell.js')).Bell, {
  waiting: <span className={styles.bellPlace} />,
  failed: () => <span className={styles.bellPlace} />,
});
