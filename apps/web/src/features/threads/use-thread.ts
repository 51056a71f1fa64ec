import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useCommunityNews } from '../../lib/realtime/use-community-news.js';
import { live } from '../../lib/realtime/live.js';
import { useThreadLive } from '../../lib/realtime/use-thread-live.js';
import { broughtThread, graphqlSource } from './graphql-source.js';
import { ThreadReader } from './thread-reader.js';
import type { Opening, ThreadSnapshot } from './thread-source.js';

/**
 * Threads read lately, so that going back shows them at once and where one was; they go with the client, and so with
 * the account.
 */
const kept = new WeakMap<Client, Map<string, ThreadReader>>();
const MOST_KEPT = 6;

/** A thread and what is drawn of it. `opening` is where it is read from. */
export function useThread(id: string, opening: Opening): { reader: ThreadReader; thread: ThreadSnapshot } {
  const client = useClient();
  const { me } = useViewer();
  const { language } = useLocale();
  const { view } = useSessionCache();
  const [initial] = useState(() => ({ language, opening }));
  const reader = useMemo(
    () =>
      readerOf(client, id, () => {
        const brought = broughtThread(client, view, { id, ...initial });
        return new ThreadReader(graphqlSource(client, id), initial.language, brought);
      }),
    [client, view, id, initial],
  );
  const thread = useSyncExternalStore(reader.subscribe, reader.read);

  useEffect(() => void reader.readIn(language), [reader, language]);
  const first = useRef(opening);
  useEffect(() => {
    void reader.visit(first.current);
    return () => reader.leave();
  }, [reader]);

  useEffect(() => reader.readAs(me?.id ?? null), [reader, me]);
  useEffect(() => reader.onRejoin(() => live.rejoinThread(id)), [reader, id]);
  useThreadLive(thread.window ? id : null, reader);
  const community = thread.head?.community;
  useCommunityNews(community ?? null, community !== undefined, () => void reader.refresh());
  return { reader, thread };
}

function readerOf(client: Client, id: string, begin: () => ThreadReader): ThreadReader {
  const readers = kept.get(client) ?? new Map<string, ThreadReader>();
  kept.set(client, readers);
  const reader = readers.get(id) ?? begin();
  readers.delete(id);
  readers.set(id, reader);
  for (const oldest of readers.keys()) {
    if (readers.size <= MOST_KEPT) break;
    readers.delete(oldest);
  }
  return reader;
}
