import type { IncomingMessage } from 'node:http';

/** What may wait between the network and the storage. */
const WAITING_BYTES = 256 * 1024;

/** The body of a request as the tus server takes it, and how to leave the rest of it alone. */
export interface RequestBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Listens to the request no more; neither of the two is destroyed by the end of the other. */
  release(): void;
}

/** Node's own conversion copies every piece of a body once more; this one hands it on as it came. */
export function bodyOf(req: IncomingMessage): RequestBody {
  let release = listenNoMore;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const taken = (chunk: Buffer): void => {
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) req.pause();
        };
        const ended = (): void => {
          release();
          controller.close();
        };
        const failed = (error: Error): void => {
          release();
          controller.error(error);
        };
        const gone = (): void => failed(new Error('The sender went away.'));
        release = () => {
          req.off('data', taken).off('end', ended).off('error', failed).off('close', gone);
          req.pause();
        };
        req.pause();
        req.on('data', taken).once('end', ended).once('error', failed).once('close', gone);
      },
      pull: () => void req.resume(),
      cancel: () => release(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES }),
  );
  return { stream, release: () => release() };
}

/** Before the first listener. */
function listenNoMore(): void {}
