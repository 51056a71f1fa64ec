import { useEffect, useEffectEvent, useState } from 'react';
import { useClient } from 'urql';
import type { LiveAttachment } from '#contracts';
import { AttachFileDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Uploads } from '../uploads/uploads.js';

/** After how long the server is asked again that could not be reached. */
const AGAIN_MS = 3_000;

/**
 * Makes attachments of the uploads that have arrived, one after the other in their order, and hands them on; answers the
 * key of the one that it is busy with. What the server refuses stays among the uploads, with its sentence.
 */
export function useAttachReady(
  uploads: Uploads,
  onAttached: (key: string, attachment: LiveAttachment) => void,
): string | null {
  const client = useClient();
  const [failed, setFailed] = useState({ uploadId: '', times: 0, wait: 0 });
  const next = uploads.items.find(({ state }) => state === 'ready');
  const key = next?.key ?? null;
  const uploadId = next?.uploadId ?? null;
  const { times, wait } = failed.uploadId === uploadId ? failed : { times: 0, wait: 0 };

  const attached = useEffectEvent((attachment: LiveAttachment) => {
    if (key === null) return;
    uploads.used(key);
    onAttached(key, attachment);
  });
  const refused = useEffectEvent((sentence: string) => {
    if (key !== null) uploads.spoiled(key, sentence);
  });
  useEffect(() => {
    if (uploadId === null) return undefined;
    let gone = false;
    const attach = async (): Promise<void> => {
      const { data, error } = await client.mutation(AttachFileDocument, { input: { uploadId } }).toPromise();
      if (gone) return;
      const problem = problemOf(error);
      if (data && !problem) {
        const { width, height, ...rest } = data.attachFile;
        attached({ ...rest, width: width ?? null, height: height ?? null });
      } else if (problem?.code === 'OFFLINE' || problem?.code === 'UNAVAILABLE') {
        setFailed({ uploadId, times: times + 1, wait: AGAIN_MS });
      } else if (problem?.code === 'RATE_LIMITED') {
        setFailed({ uploadId, times: times + 1, wait: Math.max(AGAIN_MS, (problem.retryAfter ?? 0) * 1_000) });
      } else refused(problem?.fields.uploadId ?? '');
    };
    // A moment later, so that an effect that is undone at once (React's strict mode) has asked for nothing.
    const timer = setTimeout(() => void attach(), wait);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, uploadId, times, wait]);
  return key;
}
