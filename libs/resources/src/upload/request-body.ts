import type { IncomingMessage } from 'node:http';

/** What may wait between the network and the storage. */
const WAITING_BYTES = 256 * 1024;

/** The body of a request: what the tus server is given of it, and the bytes themselves. */
export interface RequestBody {
  /** Nothing comes out of it; it ends and fails as the body does. */
  readonly stream: ReadableStream<Uint8Array>;
  /** The bytes as they come, for one reader, who has each for its own. Fails where the sender goes away, after what came. */
  readonly pieces: AsyncIterable<Buffer>;
  /** Nothing more is wanted: `pieces` ends after what came, and `stream` at once. */
  stop(): void;
  /** Listens to the request no more; neither of the two is destroyed by the end of the other. */
  release(): void;
}

/**
 * The bytes go to the storage past the tus server, which would pass each piece through streams of its own. It goes on deciding which requests may write, and when one has to stop.
 */
export function bodyOf(req: IncomingMessage): RequestBody {
  const waiting: Buffer[] = [];
  let size = 0;
  let over = false;
  let failure: Error | null = null;
  let wake: (() => void) | null = null;
  let outlet: ReadableStreamDefaultController<Uint8Array> | null = null;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => void (outlet = controller),
    cancel: () => void (outlet = null),
  });
  const end = (error: Error | null): void => {
    if (over) return;
    over = true;
    failure = error;
    if (error) outlet?.error(error);
    else outlet?.close();
    wake?.();
  };
  const taken = (chunk: Buffer): void => {
    // Whoever is to stop is not kept by what still comes; the sender asks how far one got and sends it again.
    if (over) return;
    waiting.push(chunk);
    size += chunk.length;
    if (size >= WAITING_BYTES) req.pause();
    wake?.();
  };
  const ended = (): void => end(null);
  const failed = (error: Error): void => end(error);
  const gone = (): void => end(new Error('The sender went away.'));
  req.pause();
  req.on('data', taken).once('end', ended).once('error', failed).once('close', gone);
  // Whoever went away before anybody listened says nothing any more, and would be waited for without end.
  if (req.destroyed && !req.readableEnded) gone();

  async function* pieces(): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = waiting.shift();
      if (piece) {
        size -= piece.length;
        if (!over && size < WAITING_BYTES) req.resume();
        yield piece;
      } else if (over) {
        if (failure) throw failure;
        return;
      } else {
        const more = new Promise<void>((resolve) => (wake = resolve));
        req.resume();
        await more;
      }
    }
  }

  return {
    stream,
    pieces: pieces(),
    stop: ended,
    release() {
      req.off('data', taken).off('end', ended).off('error', failed).off('close', gone);
      req.pause();
    },
  };
}
