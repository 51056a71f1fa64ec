import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { hashFile } from './hash-file.js';
import { KeptUploads } from './kept-uploads.js';
import { Latest } from './latest.js';
import { faultOfFile } from './fault-of-file.js';
import type { UploadLimits } from './fault-of-file.js';
import { UploadQueue } from './upload-queue.js';
import type { UploadWorld } from './upload-world.js';
import type { UploadPlace } from './send-upload.js';
import type { Uploads } from './uploads.js';

/**
 * Uploads to a community, by the signed-in account, for as long as the component is shown. `limits` (of
 * `Community.uploadLimits`) refuse what is too large before anything is sent; without them the server does.
 */
export function useUploads(slug: string, limits: UploadLimits | null = null): Uploads {
  const { me } = useViewer();
  const accountId = me?.id ?? '';
  const [latest] = useState(() => new Latest(limits));
  useEffect(() => latest.set(limits), [latest, limits]);
  const queue = useMemo(() => new UploadQueue(worldOf({ accountId, slug }, latest.get)), [accountId, slug, latest]);
  useEffect(() => {
    queue.start();
    window.addEventListener('online', queue.wake);
    return () => {
      window.removeEventListener('online', queue.wake);
      queue.stop();
    };
  }, [queue]);
  const state = useSyncExternalStore(queue.subscribe, queue.read);
  return useMemo(() => {
    const { add, pause, resume, remove, used, spoiled, lookAfterUnfinished, giveUp } = queue;
    return { ...state, add, pause, resume, retry: resume, remove, used, spoiled, lookAfterUnfinished, giveUp };
  }, [queue, state]);
}

let keys = 0;

function worldOf(place: UploadPlace, limits: () => UploadLimits | null): UploadWorld {
  const headers = { 'Tus-Resumable': '1.0.0', 'x-copse-account': place.accountId };
  const ask = (method: string, uploadId: string): Promise<Response | null> =>
    fetch(`/uploads/${uploadId}`, { method, headers, keepalive: true }).catch(() => null);
  return {
    check: (file) => faultOfFile(file, limits()),
    hash: hashFile,
    send: async (upload) => {
      try {
        const { sendUpload } = await import('./send-upload.js');
        const problem = await sendUpload(place, upload);
        // The server calls both too large; what one file may have is looked at before.
        const fits = upload.file.size <= (limits()?.fileBytes ?? 0);
        return problem?.fault === 'size' && fits ? { ...problem, fault: 'quota' } : problem;
      } catch {
        // The part of the program that sends could not be loaded.
        return { fault: 'OFFLINE' };
      }
    },
    isGone: async (uploadId) => (await ask('HEAD', uploadId))?.status === 404,
    // Whether it arrives or not: what nobody touches is swept.
    terminate: (uploadId) => void ask('DELETE', uploadId),
    kept: new KeptUploads(localStorage, place.accountId, place.slug),
    online: () => navigator.onLine,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    makeKey: () => `upload-${(keys += 1)}`,
    now: () => Date.now(),
  };
}
