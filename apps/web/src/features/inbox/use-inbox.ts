import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import type { NotificationFilter } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { live } from '../../lib/realtime/live.js';
import { InboxReader } from './inbox-reader.js';
import type { InboxSnapshot } from './inbox-reader.js';
import { graphqlInbox } from './inbox-source.js';

/** What the server tells within this time is told as one, since each means a query. */
const GATHER_MS = 400;

/** A part of the inbox, kept fresh while it is shown. `rows`: how many at first. */
export function useInbox(
  filter: NotificationFilter | null,
  unreadOnly: boolean,
  rows: number,
): InboxSnapshot & { reader: InboxReader } {
  const client = useClient();
  const { language } = useLocale();
  const reader = useMemo(() => {
    const view = { language, filter, unreadOnly, rows };
    return new InboxReader(graphqlInbox(client, view), view, () => document.visibilityState === 'visible');
  }, [client, language, filter, unreadOnly, rows]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gather = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void reader.refresh();
      }, GATHER_MS);
    };
    void reader.refresh();
    const stop = live.onInbox({ created: gather, counted: gather, connected: gather });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [reader]);
  const snapshot = useSyncExternalStore(reader.subscribe, reader.read);
  return { ...snapshot, reader };
}
