import { useLingui } from '@lingui/react/macro';
import { Bell as BellIcon } from 'lucide-react';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { later } from '../../components/later.js';
import { Menu } from '../../components/menu.js';
import { Skeleton } from '../../components/skeleton.js';
import { UnreadCountDocument } from '../../gql/graphql.js';
import { withWords } from '../../lib/i18n/locale.js';
import { live } from '../../lib/realtime/live.js';
import { markTitle } from '../../lib/use-page-title.js';
import styles from './bell.module.css';
import { countInShort, unreadCount } from './unread-count.js';

function Waiting(): ReactNode {
  const { t } = useLingui();
  return <Skeleton label={t`Loading the page`} heights={[40, 72, 72, 72]} />;
}

const BellPanel = later(
  withWords('inbox', () => import('./bell-panel.js').then((module) => module.BellPanel)),
  { waiting: <Waiting /> },
);
// What cannot be said is seen at the bell.
const News = later(
  withWords('inbox', () => import('./news.js').then((module) => module.News)),
  { failed: () => null },
);

/** Keeps the count: asks for it, hears what the server tells, and asks anew after each connect. */
function useCount(onCreated: (id: string) => void): number {
  const client = useClient();
  const created = useEffectEvent(onCreated);
  useEffect(() => {
    unreadCount.forget();
    const ask = async (): Promise<void> => {
      const answered = unreadCount.asking();
      const { data } = await client.query(UnreadCountDocument, {}, { requestPolicy: 'network-only' }).toPromise();
      if (data) answered(data.unreadCount);
    };
    void ask();
    const stop = live.onInbox({
      created: ({ id }) => created(id),
      counted: (message) => unreadCount.told(message),
      connected: () => void ask(),
    });
    return () => {
      stop();
      unreadCount.forget();
    };
  }, [client]);
  return useSyncExternalStore(unreadCount.subscribe, unreadCount.read).count ?? 0;
}

/** How much is new for oneself, and the last of it; for people with an address that is confirmed. */
export function Bell(): ReactNode {
  const { t } = useLingui();
  const [arrived, setArrived] = useState<readonly string[]>([]);
  const count = useCount((id) => setArrived((before) => (before.includes(id) ? before : [...before, id])));
  const short = countInShort(count);
  useEffect(() => {
    markTitle(count > 0 ? `(${short}) ` : '');
    return () => markTitle('');
  }, [count, short]);
  return (
    <span className={styles.place} onPointerEnter={BellPanel.preload}>
      <Menu
        broad
        label={count > 0 ? t`Inbox, ${short} unread` : t`Inbox`}
        className={styles.bell}
        button={
          <>
            <BellIcon size={20} aria-hidden="true" />
            {count > 0 ? <span className={styles.count}>{short}</span> : null}
          </>
        }
      >
        {(close) => <BellPanel close={close} />}
      </Menu>
      {arrived.length > 0 ? <News ids={arrived} /> : null}
    </span>
  );
}
