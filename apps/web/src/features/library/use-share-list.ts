import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { v7 } from 'uuid';
import { ShareResourceDocument } from '../../gql/graphql.js';
import type { ShareResourceInput } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { Latest } from '../uploads/latest.js';
import type { Uploads } from '../uploads/uploads.js';
import { ShareList } from './share-list.js';
import type { Shared, ShareEntry } from './share-list.js';

/** An answer that has not come by then is taken as lost; the same is asked again under the same id. */
const ANSWER_WITHIN_MS = 30_000;

/** The list of what one shares on this page, over the uploads of its files. `onShared` hears of each that has gone out. */
export function useShareList(
  slug: string,
  uploads: Uploads,
  onShared: (entry: ShareEntry) => void,
): { list: ShareList; entries: readonly ShareEntry[] } {
  const client = useClient();
  const [latest] = useState(() => new Latest({ client, uploads, onShared }));
  useEffect(() => latest.set({ client, uploads, onShared }));
  const [list] = useState(() => {
    const made: ShareList = new ShareList({
      slug,
      share: (input) => share(latest.get().client, input),
      uploadOf: (key) => latest.get().uploads.items.find((item) => item.key === key)?.uploadId ?? null,
      done: (key) => {
        latest.get().uploads.used(key);
        const entry = made.read().find((one) => one.key === key);
        if (entry) latest.get().onShared(entry);
      },
      spoiled: (key, sentence) => latest.get().uploads.spoiled(key, sentence),
      online: () => navigator.onLine,
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
      makeId: v7,
    });
    return made;
  });
  useEffect(() => {
    list.start();
    window.addEventListener('online', list.wake);
    return () => {
      window.removeEventListener('online', list.wake);
      list.stop();
    };
  }, [list]);
  const arrived = uploads.items
    .filter((item) => item.state === 'ready')
    .map(({ key }) => key)
    .join(' ');
  useEffect(() => {
    if (arrived) list.look();
  }, [list, arrived]);
  return { list, entries: useSyncExternalStore(list.subscribe, list.read) };
}

async function share(client: Client, input: ShareResourceInput): Promise<Shared> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = new Promise<Shared>((resolve) => {
    timer = setTimeout(() => resolve({ problem: { code: 'OFFLINE', fields: {} } }), ANSWER_WITHIN_MS);
  });
  const answer = client
    .mutation(ShareResourceDocument, { input })
    .toPromise()
    .then(({ data, error }): Shared => {
      const problem = problemOf(error);
      if (data && !problem) return { resource: { id: data.shareResource.id, title: data.shareResource.title } };
      return { problem: problem ?? { code: 'INTERNAL', fields: {} } };
    });
  return Promise.race([answer, lost]).finally(() => clearTimeout(timer));
}
