import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somewhere else on the web: it hears whoever calls, and serves what it is told in the worst way there is. */
export interface Trap {
  readonly origin: string;
  /** Every path that was asked for, but for that of its empty page. */
  readonly asked: string[];
  /** What it serves, by path: the type and the bytes. */
  readonly serves: Map<string, { readonly type: string; readonly bytes: Buffer }>;
  close(): Promise<void>;
}

/** An empty page of the trap's origin. */
export const EMPTY = '/empty';

export async function startTrap(): Promise<Trap> {
  const asked: string[] = [];
  const serves = new Map([[EMPTY, { type: 'text/html', bytes: Buffer.from('<!doctype html><body>') }]]);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const found = serves.get(path);
    if (path !== EMPTY && path !== '/favicon.ico') asked.push(path);
    const headers = { 'access-control-allow-origin': '*', 'content-type': found?.type ?? 'text/plain' };
    response.writeHead(found ? 200 : 404, headers).end(found?.bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // Another site than localhost, not only another port.
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    serves,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
