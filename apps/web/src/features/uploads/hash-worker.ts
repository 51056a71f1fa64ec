import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Read at a time: what a phone has room for. */
const PIECE = 4 * 1024 * 1024;

async function hash(file: File): Promise<string> {
  const sum = sha256.create();
  for (let at = 0; at < file.size; at += PIECE)
    sum.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
  return bytesToHex(sum.digest());
}

/** One file, one answer: its SHA-256 in hex, or null when it cannot be read. */
globalThis.addEventListener('message', ({ data }: MessageEvent<File>) => {
  hash(data).then(
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A worker speaks to its own page alone.
    (sum) => globalThis.postMessage(sum),
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- As above.
    () => globalThis.postMessage(null),
  );
});
