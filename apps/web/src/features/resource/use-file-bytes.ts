import { useEffect, useState } from 'react';
import type { Problem } from '../../lib/graphql/problem.js';
import { SHOWN_BYTES } from './text-parts.js';

/** What is known of a file's first bytes. */
export interface FileBytes {
  bytes: Uint8Array | null;
  problem: Problem | null;
  retry: () => void;
}

/** Address of a file to look at it on the page, which is not counted as a download. */
export const viewPath = (url: string): string => `${url}?view`;

async function fetchBeginning(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetch(viewPath(url), { headers: { range: `bytes=0-${SHOWN_BYTES - 1}` }, signal });
  // An empty file has no range to give.
  if (answer.status === 416) return new Uint8Array();
  if (!answer.ok || !answer.body) throw new Response(null, { status: answer.status });
  // Whatever the answer is, no more is read than is shown.
  const bytes = new Uint8Array(SHOWN_BYTES);
  let filled = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, SHOWN_BYTES - filled);
    bytes.set(part, filled);
    filled += part.length;
    if (filled === SHOWN_BYTES) {
      await reader.cancel();
      break;
    }
  }
  return bytes.subarray(0, filled);
}

function problemFrom(error: unknown): Problem {
  if (!(error instanceof Response)) return { code: 'OFFLINE', fields: {} };
  return { code: error.status === 404 ? 'NOT_FOUND' : 'UNAVAILABLE', fields: {} };
}

/** Fetches the beginning of a file as it is shown on the page, once for each address. */
export function useFileBytes(url: string): FileBytes {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ of: string; bytes: Uint8Array | null; problem: Problem | null } | null>(null);
  const of = `${turn} ${url}`;
  useEffect(() => {
    const gone = new AbortController();
    fetchBeginning(url, gone.signal).then(
      (bytes) => gone.signal.aborted || setState({ of: `${turn} ${url}`, bytes, problem: null }),
      (error: unknown) =>
        gone.signal.aborted || setState({ of: `${turn} ${url}`, bytes: null, problem: problemFrom(error) }),
    );
    return () => gone.abort();
  }, [url, turn]);
  const known = state?.of === of ? state : null;
  const retry = (): void => setTurn(turn + 1);
  return { bytes: known?.bytes ?? null, problem: known?.problem ?? null, retry };
}
