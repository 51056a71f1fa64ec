/**
 * The SHA-256 of a file in hex, computed beside the page so that it stays quick. Null where the browser starts no
 * worker: the server then takes the file without comparing. Fails when the file cannot be read any more.
 */
export function hashFile(file: File, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const worker = startWorker();
    if (!worker) return resolve(null);
    const end = (): void => {
      worker.terminate();
      signal.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(new DOMException('Interrupted', 'AbortError'));
    };
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      end();
      if (typeof data === 'string') resolve(data);
      else reject(new DOMException('The file cannot be read', 'NotReadableError'));
    });
    worker.addEventListener('error', () => {
      end();
      resolve(null);
    });
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A worker has no other origin.
    else worker.postMessage(file);
  });
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}
