import { DetailedError, Upload } from 'tus-js-client';
import type { HttpResponse } from 'tus-js-client';
import { problemOfAnswer, problemOfReason } from './read-answer.js';
import type { UploadProblem } from './upload-problem.js';
import type { UploadTry } from './upload-world.js';

/** Where uploads are made; one of them is at this path and its id. */
export const ENDPOINT = '/uploads';

/** Sent in one request: a cut connection loses what the server has not written of it, and progress is seen. */
const CHUNK = 8 * 1024 * 1024;

/** When nothing has moved for so long, the connection is taken as lost; looking at a large file takes the server a while. */
const STALL_MS = 90_000;

/** What an upload is for. */
export interface UploadPlace {
  accountId: string;
  slug: string;
}

/**
 * Sends a file, or what is missing of it, until all has arrived or something is in the way. It tries once: when to try
 * again is the queue's business, as is where the ids of begun uploads are kept.
 */
export function sendUpload(place: UploadPlace, upload: UploadTry): Promise<UploadProblem | null> {
  const { file, sha256, uploadId, signal } = upload;
  return new Promise((resolve) => {
    let stall: ReturnType<typeof setTimeout> | undefined;
    const end = (problem: UploadProblem | null): void => {
      clearTimeout(stall);
      resolve(problem);
    };
    const interrupt = (problem: UploadProblem): void => {
      // Afterwards it calls nothing any more; what has arrived stays.
      void sending.abort();
      end(problem);
    };
    const moves = (): void => {
      clearTimeout(stall);
      stall = setTimeout(() => interrupt({ fault: 'OFFLINE' }), STALL_MS);
    };
    const sending = new Upload(file, {
      ...(uploadId ? { uploadUrl: `${ENDPOINT}/${uploadId}` } : { endpoint: ENDPOINT }),
      metadata: {
        filename: file.name,
        filetype: file.type || 'application/octet-stream',
        community: place.slug,
        ...(sha256 ? { sha256 } : {}),
      },
      headers: { 'x-copse-account': place.accountId },
      chunkSize: CHUNK,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        const id = sending.url?.split('/').at(-1);
        if (id) upload.onBegun(id);
      },
      onProgress: (bytes) => {
        moves();
        upload.onProgress(bytes);
      },
      onSuccess: ({ lastResponse }) => end(problemOfReason(lastResponse.getHeader('Copse-Refused'))),
      onError: async (error) => end(await problemOfError(error, file)),
    });
    signal.addEventListener('abort', () => interrupt({ fault: 'OFFLINE' }), { once: true });
    if (signal.aborted) return end({ fault: 'OFFLINE' });
    moves();
    sending.start();
  });
}

const told = (answer: HttpResponse): Parameters<typeof problemOfAnswer>[0] => ({
  status: answer.getStatus(),
  body: answer.getBody(),
  retryAfter: answer.getHeader('Retry-After') ?? null,
});

async function problemOfError(error: Error, file: File): Promise<UploadProblem> {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (answer) return problemOfAnswer(told(answer));
  try {
    // A browser calls it a network error, too, when the file was changed or taken away after it had been chosen.
    await file.slice(0, 1).arrayBuffer();
    return { fault: 'OFFLINE' };
  } catch {
    return { fault: 'reading' };
  }
}
