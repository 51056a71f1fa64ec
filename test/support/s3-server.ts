import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Transform } from 'node:stream';
import { PassThrough } from 'node:stream';
import S3rver from 's3rver';

/** What the line does to one request. */
export type Fault =
  | 'none'
  /** Answers 500. */
  | 'error'
  /** Answers 507, as a store does whose disk is full. */
  | 'full'
  /** Takes the request and never answers. */
  | 'silence'
  /** Breaks after so many bytes of the request, or of the answer. */
  | { readonly cutRequestAfter: number }
  | { readonly cutAnswerAfter: number }
  /** Passes so many bytes of the answer on and then stands still. */
  | { readonly stallAnswerAfter: number };

/** An S3 server of a test's own, with a line to it that can be made bad. */
export interface S3Server {
  /** For S3_URL. */
  readonly url: string;
  /** For requests without a signature. */
  readonly bucketAddress: string;
  /** Says what becomes of each request; replaced by the test. */
  fault: (request: IncomingMessage) => Fault;
  /** Method and path of each request so far. */
  readonly seen: string[];
  close(): Promise<void>;
}

/**
 * Starts s3rver on this folder. It lets strangers read, which no private bucket does, so the line refuses whatever is not
 * signed; `open` leaves it as it is.
 */
export async function startS3(folder: string, { open = false }: { open?: boolean } = {}): Promise<S3Server> {
  const store = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'copse-files' }],
  });
  const { port } = await store.run();
  const line = createServer((incoming, outgoing) => {
    server.seen.push(`${incoming.method} ${incoming.url}`);
    if (!open && incoming.headers.authorization === undefined) outgoing.writeHead(403).end();
    else pass(incoming, outgoing, port, server.fault(incoming));
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const host = `127.0.0.1:${(line.address() as AddressInfo).port}`;
  const server: S3Server = {
    // s3rver knows this one account.
    url: `http://S3RVER:S3RVER@${host}/copse-files`,
    bucketAddress: `http://${host}/copse-files`,
    fault: () => 'none',
    seen: [],
    async close() {
      line.closeAllConnections();
      line.close();
      await store.close();
    },
  };
  return server;
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number, fault: Fault): void {
  if (fault === 'silence') return void incoming.resume();
  if (fault === 'error' || fault === 'full') {
    incoming.resume();
    outgoing.writeHead(fault === 'error' ? 500 : 507).end();
    return;
  }
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    const stop = typeof fault === 'object' && 'cutAnswerAfter' in fault ? fault.cutAnswerAfter : undefined;
    const stall = typeof fault === 'object' && 'stallAnswerAfter' in fault ? fault.stallAnswerAfter : undefined;
    if (stall !== undefined) answer.pipe(until(stall, () => undefined)).pipe(outgoing);
    else if (stop !== undefined) answer.pipe(until(stop, () => outgoing.destroy())).pipe(outgoing);
    else answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  if (typeof fault === 'object' && 'cutRequestAfter' in fault) {
    incoming.pipe(until(fault.cutRequestAfter, () => outgoing.destroy())).pipe(onward);
  } else incoming.pipe(onward);
}

/** Passes so many bytes on, then calls `then` and passes nothing any more. */
function until(bytes: number, then: () => void): Transform {
  let left = bytes;
  return new PassThrough({
    transform(chunk: Buffer, _encoding, done) {
      const part = chunk.subarray(0, left);
      left -= part.length;
      this.push(part);
      if (left > 0) done();
      // Not called back: the rest stays where it is.
      else setImmediate(then);
    },
  });
}
